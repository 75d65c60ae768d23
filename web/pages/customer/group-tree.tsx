import { Tree } from 'antd';
import type { customersApi } from '../../../server/modules/customers/contract.ts';
import type { AnswerOf } from '../../api/client.ts';
import { useSay } from '../../i18n/say.ts';
import { Choice } from '../../kit/figures.tsx';
import { PageLink } from '../../kit/page-link.tsx';
import { Segments } from '../customers/segments.tsx';

type Group = AnswerOf<(typeof customersApi)['readGroup']>;

interface Branch {
  readonly key: string;
  readonly title: React.ReactNode;
  readonly children: Branch[];
}

/** The tree of a group with the members the reader may see. */
export function GroupTree(props: { readonly group: Group; readonly customerId: string }) {
  const { t } = useSay();
  const { nodes, members, hidden } = props.group;
  const branchOf = (node: Group['nodes'][number]): Branch => ({
    key: node.groupId,
    title: (
      <strong>
        {node.name} <span className="kj-quiet">{node.code}</span>
      </strong>
    ),
    children: [
      ...members
        .filter((member) => member.groupId === node.groupId)
        .map((member) => ({
          key: `c${member.customerId}`,
          title: <Member member={member} isSelf={member.customerId === props.customerId} />,
          children: [],
        })),
      ...nodes.filter((child) => child.parentGroupId === node.groupId).map(branchOf),
    ],
  });
  return (
    <>
      <Tree
        treeData={nodes.filter((node) => node.parentGroupId === null).map(branchOf)}
        defaultExpandAll
        selectable={false}
        showLine
      />
      {hidden === 0 ? null : (
        <p className="kj-quiet">{t('customers.group.hidden', { count: hidden })}</p>
      )}
    </>
  );
}

function Member(props: { readonly member: Group['members'][number]; readonly isSelf: boolean }) {
  const { member } = props;
  return (
    <span className="kj-bar">
      {props.isSelf ? (
        <strong>{member.name}</strong>
      ) : (
        <PageLink to={`/customers/${member.customerId}`}>{member.name}</PageLink>
      )}
      <Choice module="customers" property="groupPart" value={member.groupPart} />
      <Segments {...member} />
      <span className="kj-quiet">{member.leadName ?? ''}</span>
    </span>
  );
}
