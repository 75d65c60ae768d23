import { useSearch } from '@tanstack/react-router';
import { policyApi } from '../../../server/platform/policy/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { usePathWord } from '../../kit/page-link.tsx';
import { Page, Read } from '../../kit/page.tsx';
import { DraftEditor } from './draft-editor.tsx';
import './policies.css';

/** A new version of a scheme, written from an older one as a form or as text. */
export function PolicyDraft() {
  const { t, locale } = useSay();
  const kind = usePathWord('kind');
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const from = Math.max(1, Number(search['from'] ?? 1) || 1);
  const version = useRoute(policyApi.readPolicyVersion, { params: { kind, versionNo: from } });
  const versions = useRoute(policyApi.listPolicyVersions, { params: { kind } });
  const shape = useRoute(policyApi.readPolicyShape, { params: { kind } });
  const title = versions.data?.title[locale] ?? kind;
  return (
    <Page
      title={t('policy.draft_from', { no: from })}
      trail={[
        { title: t('policy.title'), to: '/policies' },
        { title, to: `/policies/${kind}` },
      ]}
    >
      <Read query={versions}>
        {({ rows, sealedUntil }) => (
          <Read query={version} rows={12}>
            {(answer) => (
              <Read query={shape} rows={12}>
                {(form) => (
                  <DraftEditor
                    kind={kind}
                    title={title}
                    version={answer}
                    form={form}
                    newest={rows[0]?.versionNo ?? 0}
                    sealedUntil={sealedUntil}
                  />
                )}
              </Read>
            )}
          </Read>
        )}
      </Read>
    </Page>
  );
}
