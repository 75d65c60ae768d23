import { bulkMessages } from '../../../core/bulk.ts';
import { phrases } from '../../../core/messages.ts';
import { conflictMessages } from '../../../core/revision.ts';

/** What the door itself says, before or instead of a room. */
export const httpMessages = phrases({
  ...bulkMessages,
  ...conflictMessages,
  'http.bad_input': { zh: '输入有 {count} 处不对', en: 'The input has {count} fault(s)' },
  'http.null_character': { zh: '文字中不能含空字符', en: 'Text may not hold the null character' },
  'http.malformed_body': { zh: '请求正文不是有效的 JSON', en: 'The request body is no valid JSON' },
  'http.body_too_large': { zh: '请求正文太大', en: 'The request body is too large' },
  'http.media_type_refused': {
    zh: '不接受这种正文格式，请用 application/json',
    en: 'This kind of body is not taken: send application/json',
  },
  'http.not_found': { zh: '没有这个地址：{path}', en: 'There is no such address: {path}' },
  'http.bad_request': { zh: '请求无法读懂', en: 'The request could not be read' },
  'http.too_many_requests': {
    zh: '请求太频繁，请 {seconds} 秒后再试',
    en: 'Too many requests: try again in {seconds} s',
  },
  'http.busy': { zh: '系统繁忙，请稍后再试', en: 'The system is busy: try again shortly' },
  'http.database_away': {
    zh: '数据库暂时无法连接，请稍后再试',
    en: 'The database cannot be reached at the moment: try again shortly',
  },
  'http.changed_meanwhile': {
    zh: '数据刚被别人改动，请刷新后再试',
    en: 'Somebody changed the data at the same moment: reload and try again',
  },
  'http.fault': {
    zh: '系统出错，请把编号 {reference} 告诉管理员',
    en: 'A fault of the system: tell the administrator the reference {reference}',
  },
  'http.metrics_refused': {
    zh: '指标只对本机或持有管理员令牌的程序开放',
    en: 'Metrics are open to this machine or to an administrator token only',
  },
  'http.title.400': { zh: '输入不对', en: 'Bad input' },
  'http.title.401': { zh: '未登录', en: 'Not signed in' },
  'http.title.403': { zh: '没有权限', en: 'Not allowed' },
  'http.title.404': { zh: '没有找到', en: 'Not found' },
  'http.title.409': { zh: '规则不允许', en: 'Refused by a rule' },
  'http.title.413': { zh: '正文太大', en: 'Too large' },
  'http.title.415': { zh: '格式不接受', en: 'Media type refused' },
  'http.title.422': { zh: '内容不合规则', en: 'Content breaks a rule' },
  'http.title.423': { zh: '已锁定', en: 'Locked' },
  'http.title.429': { zh: '请求太频繁', en: 'Too many requests' },
  'http.title.500': { zh: '系统出错', en: 'Fault of the system' },
  'http.title.503': { zh: '暂时不可用', en: 'Not available now' },
});
