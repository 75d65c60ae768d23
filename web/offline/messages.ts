import { phrases } from '../../core/messages.ts';

/** Writing without network: the form, the queue of this device, and what may happen to it. */
export const offlineMessages = phrases({
  'offline.title': { zh: '写联系记录', en: 'Contact notes' },
  'offline.to_desk': { zh: '回工作台', en: 'To the desk' },
  'offline.online': { zh: '有网络', en: 'Online' },
  'offline.offline': { zh: '没有网络', en: 'No network' },
  'offline.who': {
    zh: '{name}（{login}）的本机记录',
    en: 'Notes of {name} ({login}) on this device',
  },
  'offline.needs_network': {
    zh: '此页需要网络。没有网络时可以写客户联系记录，联网后自动发送',
    en: 'This page needs the network. Without it you can write contact notes; they are sent once it is back',
  },
  'offline.write': { zh: '写联系记录', en: 'Write a contact note' },
  'offline.retry': { zh: '重试', en: 'Try again' },
  'offline.nobody': {
    zh: '本机没有已登录的人：请联网登录一次，之后没有网络也能写',
    en: 'Nobody is signed in on this device: sign in once with network, then you can write without it',
  },
  'offline.sign_in': { zh: '去登录', en: 'Sign in' },
  'offline.not_possible': {
    zh: '此地址不安全（非 https），本机不保存离线记录；有网络时可在“客户联系”页书写',
    en: 'This address is not secure (no https): nothing is kept on this device. Write on the page Contacts while online',
  },
  'offline.customer': { zh: '客户', en: 'Customer' },
  'offline.customer_choose': { zh: '输入姓名或客户编号', en: 'Type a name or customer number' },
  'offline.customer_missing': { zh: '请选择客户', en: 'Choose a customer' },
  'offline.customer_other': {
    zh: '客户 {id}（不在本机名单）',
    en: 'Customer {id} (not on this device’s list)',
  },
  'offline.words_missing': { zh: '请写下内容', en: 'Write what was said' },
  'offline.time_missing': { zh: '请填写联系时间', en: 'Say when it was' },
  'offline.next_before': {
    zh: '下一步的日期不能早于联系日期',
    en: 'The next step cannot lie before the contact',
  },
  'offline.save': { zh: '保存', en: 'Save' },
  'offline.saved_sent': { zh: '已送达', en: 'Received by the bank' },
  'offline.saved_waiting': {
    zh: '已存本机，联网后自动发送',
    en: 'Kept on this device; it is sent once the network is back',
  },
  'offline.saved_trouble': {
    zh: '被退回：{words}。文字已留在本机待您处理',
    en: 'Refused: {words} Your words stay on this device until you decide',
  },
  'offline.saved_not': {
    zh: '没有保存：请检查网络和登录后重试，文字仍在表单里',
    en: 'Not saved: check network and sign-in and try again; your words are still in the form',
  },
  'offline.full': {
    zh: '本机存储已满，没有保存。请先联网发送或清理存储；文字仍在表单里',
    en: 'The storage of this device is full, nothing was saved. Send what waits or free storage; your words are still in the form',
  },
  'offline.broken': {
    zh: '本机存储不可用，没有保存；请联网书写',
    en: 'The storage of this device cannot be used, nothing was saved; write while online',
  },
  'offline.queue': { zh: '本机记录', en: 'On this device' },
  'offline.queue_empty': { zh: '本机没有待处理的记录', en: 'Nothing waits on this device' },
  'offline.state.waiting': { zh: '待发送', en: 'Waiting' },
  'offline.state.sent': { zh: '已送达', en: 'Sent' },
  'offline.state.refused': { zh: '被退回', en: 'Refused' },
  'offline.state.conflict': { zh: '有冲突', en: 'Conflict' },
  'offline.sign_in_first': {
    zh: '需要重新登录才能发送；{count} 条记录留在本机',
    en: 'Sign in again to send; {count} notes stay on this device',
  },
  'offline.send_now': { zh: '现在发送', en: 'Send now' },
  'offline.give_up': { zh: '放弃', en: 'Give up' },
  'offline.give_up_sure': {
    zh: '放弃给“{name}”的这条记录？文字将从本机删除，无法找回',
    en: 'Give up this note on {name}? Its words are removed from this device for good',
  },
  'offline.edit_again': { zh: '修改后再发', en: 'Correct and send' },
  'offline.as_remark': { zh: '作为移交备注发送', en: 'Send as hand-over remark' },
  'offline.resolve': { zh: '处理冲突', en: 'Resolve' },
  'offline.conflict_title': {
    zh: '同一条记录在别处改过：两份都在这里',
    en: 'The note was changed elsewhere: here are both',
  },
  'offline.conflict_theirs': {
    zh: '银行已保存（第 {revision} 版）',
    en: 'Kept by the bank (revision {revision})',
  },
  'offline.conflict_yours': { zh: '本机的', en: 'On this device' },
  'offline.keep_theirs': { zh: '保留银行的，放弃本机的', en: 'Keep the bank’s, give up mine' },
  'offline.send_mine': { zh: '以本机的为新版发送', en: 'Send mine as the next revision' },
  'offline.merge': { zh: '合并后发送', en: 'Merge and send' },
  'offline.unsent_title': {
    zh: '还有 {count} 条联系记录没有送达',
    en: '{count} contact notes were not received yet',
  },
  'offline.unsent_words': {
    zh: '退出后它们锁在本机，只有您再次登录后才能看到和发送',
    en: 'After signing out they stay locked on this device until you sign in again',
  },
  'offline.unsent_leave': { zh: '仍要退出', en: 'Sign out all the same' },
  'offline.book_at': {
    zh: '客户名单 {count} 户，更新于 {at}',
    en: 'List of {count} customers, read {at}',
  },
});
