import { Input, Select } from 'antd';
import type { ReactNode } from 'react';
import type { policyApi } from '../../../server/platform/policy/contract.ts';
import type { AnswerOf } from '../../api/client.ts';
import { useSession } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { DayInput } from '../../kit/day-input.tsx';
import { Section } from '../../kit/page.tsx';

export interface Head {
  readonly validFrom: string;
  readonly note: string;
  /** What goes beyond the source. */
  readonly assumed: string;
}

interface Props {
  readonly head: Head;
  readonly presets: AnswerOf<typeof policyApi.readPolicyShape>['presets'];
  readonly onHead: (changed: Partial<Head>) => void;
  readonly onPreset: (key: string) => void;
}

/** From which day, what changed and why, and which published scheme to start from. */
export function DraftHead({ head, presets, onHead, onPreset }: Props) {
  const { t, locale } = useSay();
  const { today } = useSession().bank;
  return (
    <Section>
      <div className="kj-draft-head">
        <Named id="draft-from" label={t('policy.field.validFrom')}>
          <DayInput
            id="draft-from"
            value={head.validFrom}
            onChange={(next) => onHead({ validFrom: next ?? today })}
          />
        </Named>
        <Named id="draft-note" label={`${t('policy.field.note')} *`}>
          <Input
            id="draft-note"
            required
            value={head.note}
            maxLength={500}
            onChange={(event) => onHead({ note: event.target.value })}
          />
        </Named>
        {presets.length === 0 ? null : (
          <Named id="draft-preset" label={t('policy.preset')}>
            <Select
              id="draft-preset"
              style={{ width: '100%' }}
              value={null}
              options={presets.map((one) => ({
                value: one.key,
                label: `${one.title[locale]} · ${one.source}`,
              }))}
              onChange={(key: string | null) => onPreset(key ?? '')}
            />
          </Named>
        )}
        <Named id="draft-assumed" label={t('policy.assumed_label')}>
          <Input.TextArea
            id="draft-assumed"
            value={head.assumed}
            maxLength={500}
            autoSize={{ minRows: 1, maxRows: 4 }}
            onChange={(event) => onHead({ assumed: event.target.value })}
          />
        </Named>
      </div>
    </Section>
  );
}

/** A label over its input. */
function Named(props: {
  readonly id: string;
  readonly label: string;
  readonly children: ReactNode;
}) {
  return (
    <div>
      <label htmlFor={props.id}>{props.label}</label>
      {props.children}
    </div>
  );
}
