import { phrases } from '../../../core/messages.ts';
import { refuserOf } from '../../../core/refusal.ts';

export const journalMessages = phrases({
  'journal.title': { zh: '日志', en: 'Journal' },
  'journal.none': { zh: '还没有记录', en: 'Nothing on record yet' },
  'journal.more': { zh: '更早的记录', en: 'Earlier' },
  'journal.all': { zh: '全部', en: 'All' },
  'journal.not_found': {
    zh: '没有这个客户，或不在您的范围内',
    en: 'No such customer in your scope',
  },
  'journal.cursor_invalid': { zh: '翻页位置无效', en: 'The place in the list is not valid' },
  'journal.kind.lead': { zh: '主办客户经理', en: 'Lead RM' },
  'journal.kind.assist': { zh: '协办客户经理', en: 'Assisting RM' },
  'journal.kind.segment': { zh: '分层变化', en: 'Segment changed' },
  'journal.kind.owner_holds': { zh: '登记股权', en: 'Owner entered' },
  'journal.kind.owner_ended': { zh: '股权终止', en: 'Owner ended' },
  'journal.kind.party_holds': { zh: '登记关系人', en: 'Party entered' },
  'journal.kind.party_ended': { zh: '关系终止', en: 'Party ended' },
  'journal.kind.document_kept': { zh: '上传文件', en: 'File kept' },
  'journal.kind.document_withdrawn': { zh: '文件作废', en: 'File withdrawn' },
  'journal.kind.document_opened': { zh: '打开文件', en: 'File opened' },
  'journal.kind.consent_given': { zh: '客户同意', en: 'Consent given' },
  'journal.kind.consent_withdrawn': { zh: '客户撤回同意', en: 'Consent withdrawn' },
  'journal.kind.identity_viewed': { zh: '查看原文', en: 'Full number shown' },
  'journal.kind.contact': { zh: '联系', en: 'Contact' },
  'journal.kind.agreement': { zh: '分成协议生效', en: 'Share agreement in force' },
  'journal.words.lead': { zh: '份额 {share}', en: 'share {share}' },
  'journal.words.assist': { zh: '份额 {share}', en: 'share {share}' },
  'journal.words.segment': { zh: '{dimension}：{value}', en: '{dimension}: {value}' },
  'journal.words.owner_holds': { zh: '{name}，{as}，自 {day}', en: '{name}, {as}, from {day}' },
  'journal.words.owner_ended': { zh: '{name}，{as}，自 {day}', en: '{name}, {as}, from {day}' },
  'journal.words.party_holds': { zh: '{name}，{as}，自 {day}', en: '{name}, {as}, from {day}' },
  'journal.words.party_ended': { zh: '{name}，{as}，自 {day}', en: '{name}, {as}, from {day}' },
  'journal.words.document_kept': { zh: '{title}', en: '{title}' },
  'journal.words.document_withdrawn': { zh: '{title}：{reason}', en: '{title}: {reason}' },
  'journal.words.document_opened': { zh: '{title}', en: '{title}' },
  'journal.words.consent_given': { zh: '{purpose}（{day}）', en: '{purpose} ({day})' },
  'journal.words.consent_withdrawn': { zh: '{purpose}（{day}）', en: '{purpose} ({day})' },
  'journal.words.identity_viewed': {
    zh: '{what}，用途：{purpose}',
    en: '{what}, purpose: {purpose}',
  },
  'journal.words.contact': { zh: '{channel}', en: '{channel}' },
  'journal.words.agreement': { zh: '协议 {no}', en: 'Agreement {no}' },
});

export const refuse = refuserOf(journalMessages);
