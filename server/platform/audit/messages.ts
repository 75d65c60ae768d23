import { phrases } from '../../../core/messages.ts';
import { refuserOf } from '../../../core/refusal.ts';

export const auditMessages = phrases({
  'audit.changed': {
    zh: '记录 {record} 被改动（链 {link}）',
    en: 'Record {record} was changed (link {link})',
  },
  'audit.removed': {
    zh: '链 {link} 的记录 {record} 被删除',
    en: 'Record {record} of link {link} was removed',
  },
  'audit.link_removed': {
    zh: '链 {link} 及其记录被删除',
    en: 'Link {link} and its record were removed',
  },
  'audit.inserted': {
    zh: '记录 {record} 是事后插入的：所写时间 {at} 早于已入链的记录',
    en: 'Record {record} was inserted afterwards: its time {at} is before what was sealed already',
  },
  'audit.cut': {
    zh: '链被截断：外部留存的链头是 {expected}，现在只到 {link}',
    en: 'The chain was cut: the head kept outside is {expected}, now it ends at {link}',
  },
  'audit.head_differs': {
    zh: '链 {link} 与外部留存的摘要不同：整条链被重写',
    en: 'Link {link} differs from the digest kept outside: the chain was written anew',
  },
  'audit.field.recordId': { zh: '记录号', en: 'Record' },
  'audit.field.at': { zh: '时间', en: 'Time' },
  'audit.field.login': { zh: '操作人', en: 'Actor' },
  'audit.field.verb': { zh: '动作', en: 'Verb' },
  'audit.field.subject': { zh: '对象', en: 'Subject' },
  'audit.field.subjectKey': { zh: '对象编号', en: 'Key' },
  'audit.field.linkNo': { zh: '链号', en: 'Link' },
  'audit.field.detail': { zh: '内容', en: 'Detail' },
});

export const refuse = refuserOf(auditMessages);
