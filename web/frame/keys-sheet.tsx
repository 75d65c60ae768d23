import { Modal } from 'antd';
import { useSay } from '../i18n/say.ts';
import type { PhraseKey } from '../i18n/phrases.ts';
import { useKeyHints } from '../kit/keys.ts';

const signs: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Mod: /mac/i.test(navigator.userAgent) ? '⌘' : 'Ctrl',
};

export interface GoKey {
  readonly letter: string;
  readonly title: PhraseKey;
}

/** The keys of the present page and of the frame, in the reader's language. */
export function KeysSheet(props: {
  readonly onClose: () => void;
  readonly goKeys: readonly GoKey[];
}) {
  const { t } = useSay();
  const hints = useKeyHints();
  return (
    <Modal open footer={null} title={t('web.keys.title')} width={640} onCancel={props.onClose}>
      <p className="kj-quiet">{t('web.keys.note')}</p>
      <dl className="kj-keys">
        {hints.map((hint) => (
          <div key={hint.what}>
            <dt>
              {hint.keys.map((key) => (
                <Written key={key} name={key} />
              ))}
            </dt>
            <dd>{t(hint.what)}</dd>
          </div>
        ))}
        {props.goKeys.map((one) => (
          <div key={one.letter}>
            <dt>
              <kbd>G</kbd> <span className="kj-quiet">{t('web.keys.then')}</span>{' '}
              <kbd>{one.letter.toUpperCase()}</kbd>
            </dt>
            <dd>{t(one.title)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}

/** 'Mod+k' as Ctrl K. */
function Written({ name }: { readonly name: string }) {
  const { t } = useSay();
  const words = name === '+' ? ['+'] : name.split('+');
  const shown = (word: string) =>
    word === 'Space'
      ? t('web.keys.space')
      : (signs[word] ?? (word.length === 1 ? word.toUpperCase() : word));
  return (
    <span className="kj-key">
      {words.map((word) => (
        <kbd key={word}>{shown(word)}</kbd>
      ))}
    </span>
  );
}
