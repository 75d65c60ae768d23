import { SearchOutlined } from '@ant-design/icons';
import { Modal } from 'antd';
import { useDeferredValue, useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import pinyinOf from 'virtual:page-pinyin';
import { customersApi } from '../../server/modules/customers/contract.ts';
import { peopleApi } from '../../server/modules/people/contract.ts';
import { useRoute } from '../api/queries.ts';
import { useMay, useSession } from '../api/session.ts';
import { sayIn, useSay } from '../i18n/say.ts';
import { openPhrases } from '../i18n/phrases.ts';
import type { PhraseKey } from '../i18n/phrases.ts';
import { useGo } from '../kit/page-link.tsx';
import { pages } from '../routes.tsx';
import { actions } from './actions.ts';
import { fitting } from './palette-match.ts';
import { recentOf } from '../kit/recent.ts';
import './palette.css';

interface Choice {
  readonly id: string;
  readonly to: string;
  readonly title: string;
  readonly note?: string;
}
interface Part {
  readonly title: PhraseKey;
  readonly choices: readonly Choice[];
}

const most = 8;
const mostStaff = 4;
const restMs = 180;

/**
 * Finds and goes: customers and staff by the server under the reader's scope, pages and actions by
 * their titles in both languages and pinyin, and what he opened lately.
 */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const { t } = useSay();
  const [words, setWords] = useState('');
  const [at, setAt] = useState(0);
  const go = useGo();
  const list = useId();
  const box = useRef<HTMLInputElement>(null);
  useBothLanguages();
  const { parts, waiting } = useParts(words);
  const all = parts.flatMap((part) => part.choices);
  const chosen = all[Math.min(at, all.length - 1)];
  useEffect(() => {
    document.getElementById(chosen?.id ?? '')?.scrollIntoView({ block: 'nearest' });
  }, [chosen?.id]);

  const open = (choice: Choice | undefined) => {
    if (choice === undefined) return;
    onClose();
    go(choice.to);
  };
  const move = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const last = all.length - 1;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at >= last ? 0 : at + 1,
      ArrowUp: at <= 0 ? last : at - 1,
      PageDown: Math.min(at + most, last),
      PageUp: Math.max(at - most, 0),
    };
    const next = steps[event.key];
    if (next !== undefined) setAt(Math.max(next, 0));
    else if (event.key === 'Enter') open(chosen);
    else return;
    event.preventDefault();
  };
  return (
    <Modal
      open
      footer={null}
      closable={false}
      width={640}
      style={{ top: 72 }}
      title={t('web.palette.title')}
      styles={{ container: { padding: 0 }, header: { display: 'none' } }}
      onCancel={onClose}
      afterOpenChange={(shown) => shown && box.current?.focus()}
    >
      <div className="kj-palette">
        <div className="kj-palette-box">
          <SearchOutlined aria-hidden />
          <input
            ref={box}
            role="combobox"
            aria-expanded={all.length > 0}
            aria-controls={list}
            aria-autocomplete="list"
            aria-label={t('web.palette.title')}
            placeholder={t('web.palette.hint')}
            autoComplete="off"
            spellCheck={false}
            maxLength={60}
            value={words}
            onChange={(event) => {
              setWords(event.target.value);
              setAt(0);
            }}
            onKeyDown={move}
            {...(chosen === undefined ? {} : { 'aria-activedescendant': chosen.id })}
          />
        </div>
        <div id={list} role="listbox" aria-label={t('web.palette.title')} tabIndex={-1}>
          {parts.map((part) => (
            <div key={part.title} role="group" aria-label={t(part.title)}>
              <div className="kj-palette-part" aria-hidden>
                {t(part.title)}
              </div>
              {part.choices.map((choice) => (
                // The box keeps the focus; keys move the choice there (aria-activedescendant).
                <div
                  key={choice.id}
                  id={choice.id}
                  role="option"
                  aria-selected={choice === chosen}
                  className="kj-palette-choice"
                  onMouseMove={() => setAt(all.indexOf(choice))}
                  onClick={() => open(choice)}
                >
                  <span className="kj-palette-name">{choice.title}</span>
                  {choice.note === undefined ? null : (
                    <span className="kj-quiet">{choice.note}</span>
                  )}
                </div>
              ))}
            </div>
          ))}
        </div>
        {all.length === 0 && words.trim() !== '' && !waiting ? (
          <p className="kj-quiet kj-palette-none">{t('web.palette.none', { words })}</p>
        ) : null}
        <div className="kj-palette-foot kj-quiet">
          <span>{t('web.palette.keys')}</span>
          <span role="status">
            {waiting ? t('web.loading') : t('web.palette.found', { count: all.length })}
          </span>
        </div>
      </div>
    </Modal>
  );
}

/** What fits the words, part by part; the server is asked once the reader rests. */
function useParts(words: string): { parts: readonly Part[]; waiting: boolean } {
  const { t, tk } = useSay();
  const may = useMay();
  const { account } = useSession();
  const typed = words.trim();
  const rested = useRested(typed);
  const asked = useDeferredValue(rested);
  const seen = (right: string) => asked !== '' && may(right);
  const customers = useRoute(
    customersApi.listCustomers,
    { query: { q: asked, limit: most } },
    { enabled: seen('customers.read'), keep: true },
  );
  const staff = useRoute(
    peopleApi.listStaff,
    { query: { q: asked, limit: mostStaff } },
    { enabled: seen('people.read'), keep: true },
  );
  const named = (key: PhraseKey) => [sayIn('zh', key), sayIn('en', key), pinyinOf[key] ?? ''];
  const open = pages.filter((row) => !row.path.includes('$') && may(row.right));
  const found: readonly Part[] = [
    {
      title: 'web.palette.recent',
      choices: fitting(typed, recentOf(account.accountId), (one) => [one.title], most).map(
        (one) => ({ id: `kj-r${one.path}`, to: one.path, title: one.title }),
      ),
    },
    {
      title: 'web.palette.customers',
      choices:
        typed === '' || customers.data === undefined
          ? []
          : customers.data.rows.map((row) => ({
              id: `kj-c${row.customerId}`,
              to: `/customers/${row.customerId}`,
              title: row.name,
              note: [row.customerNo, tk(`customers.kind.${row.kind}`), row.leadName]
                .filter((word) => word !== null)
                .join(' · '),
            })),
    },
    {
      title: 'web.palette.staff',
      choices:
        typed === '' || staff.data === undefined
          ? []
          : staff.data.rows.map((row) => ({
              id: `kj-s${row.staffId}`,
              to: `/staff/${row.staffId}`,
              title: row.name,
              note: `${row.staffNo} · ${row.unitName}`,
            })),
    },
    {
      title: 'web.palette.actions',
      choices: fitting(
        typed,
        actions.filter((one) => may(one.right)),
        (one) => named(one.title),
        most,
      ).map((one) => ({ id: `kj-a${one.title}`, to: one.to, title: t(one.title) })),
    },
    {
      title: 'web.palette.pages',
      choices: fitting(
        typed,
        open,
        (row) => named(row.title),
        typed === '' ? open.length : most,
      ).map((row) => ({ id: `kj-p${row.path}`, to: row.path, title: t(row.title) })),
    },
  ];
  const waiting = typed !== asked || customers.isFetching || staff.isFetching;
  return { parts: found.filter((part) => part.choices.length > 0), waiting };
}

/** Titles are found in either language: fetches both and draws anew once they are there. */
function useBothLanguages(): void {
  const [, setThere] = useState(false);
  useEffect(() => {
    void Promise.all([openPhrases('zh'), openPhrases('en')]).then(() => setThere(true));
  }, []);
}

/** The words once they have not changed for a moment. */
function useRested(words: string): string {
  const [rested, setRested] = useState(words);
  useEffect(() => {
    const clock = setTimeout(() => setRested(words), restMs);
    return () => clearTimeout(clock);
  }, [words]);
  return rested;
}
