import { phrases } from '../../../core/messages.ts';

export const healthMessages = phrases({
  'health.notices.kind': { zh: '系统状况', en: 'System health' },
  'health.notice.red': {
    zh: '系统状况变红：{checkKey}，请立即查看',
    en: 'System health turned red: {checkKey}. Look at it now',
  },
  'health.state.good': { zh: '正常', en: 'Good' },
  'health.state.warn': { zh: '注意', en: 'Watch' },
  'health.state.bad': { zh: '异常', en: 'Bad' },
  'health.state.unknown': { zh: '无法判断', en: 'Cannot be told' },
  'health.check.program': { zh: '程序', en: 'Program' },
  'health.check.pages': { zh: '页面', en: 'Pages' },
  'health.check.disk': { zh: '磁盘与数据目录', en: 'Disk and data directory' },
  'health.check.secret': { zh: '密钥', en: 'Secret key' },
  'health.check.database': { zh: '数据库', en: 'Database' },
  'health.check.connections': { zh: '数据库连接', en: 'Database connections' },
  'health.check.schema': { zh: '数据库结构', en: 'Schema' },
  'health.check.backup': { zh: '备份', en: 'Backup' },
  'health.check.audit': { zh: '审计链', en: 'Audit chain' },
  'health.check.queue': { zh: '任务队列', en: 'Job queue' },
  'health.check.worker': { zh: '工作进程', en: 'Worker' },
  'health.check.certificate': { zh: '签名证书', en: 'Signing certificate' },
  'health.check.calendar': { zh: '节假日历', en: 'Holiday calendar' },
  'health.check.imports': { zh: '数据来源', en: 'Import sources' },
  'health.check.routes': { zh: '响应速度', en: 'Speed of answers' },
  'health.check.faults': { zh: '程序错误', en: 'Faults of the program' },
  'health.found.program.runs': {
    zh: '客经 {version}，{nodeVersion}，启动于 {startedAt}',
    en: 'Kejing {version}, {nodeVersion}, started {startedAt}',
  },
  'health.found.program.here': {
    zh: '客经 {version}，{nodeVersion}',
    en: 'Kejing {version}, {nodeVersion}',
  },
  'health.found.pages.built': { zh: '页面已生成', en: 'The pages are built' },
  'health.found.pages.none': { zh: '页面没有生成', en: 'The pages are not built' },
  'health.found.disk.free': {
    zh: '剩余 {freeMb} MB，{dataDir}',
    en: '{freeMb} MB free in {dataDir}',
  },
  'health.found.disk.none': {
    zh: '此处看不到数据目录',
    en: 'The data directory is not seen from here',
  },
  'health.found.secret.known': { zh: '指纹 {fingerprint}', en: 'Fingerprint {fingerprint}' },
  'health.found.secret.none': { zh: '此处看不到密钥', en: 'The key is not seen from here' },
  'health.found.database.known': { zh: '{version}，{sizeBytes}', en: '{version}, {sizeBytes}' },
  'health.found.connections.used': {
    zh: '{used} / {max}（{percent}%）',
    en: '{used} of {max} ({percent}%)',
  },
  'health.found.schema.whole': {
    zh: '{applied} 个迁移全部执行',
    en: 'All {applied} migrations applied',
  },
  'health.found.schema.missing': {
    zh: '缺 {missing} 个迁移，已执行 {applied} 个',
    en: '{missing} migrations missing, {applied} applied',
  },
  'health.found.backup.elsewhere': {
    zh: '由数据库自己的工具备份，此处不检查',
    en: 'Made by the tools of the database; not looked at here',
  },
  'health.found.backup.none': { zh: '从未备份', en: 'No backup was ever made' },
  'health.found.backup.made': {
    zh: '上次备份在 {ageDays} 天前',
    en: 'Last backup {ageDays} days ago',
  },
  'health.found.backup.other_key': {
    zh: '上次备份（{ageDays} 天前）属于另一把密钥 {theirs}，现用 {ours}',
    en: 'The last backup ({ageDays} days ago) belongs to another key {theirs}; in use is {ours}',
  },
  'health.found.audit.holds': {
    zh: '最近 {checked} 节完好，{waiting} 条待链',
    en: 'The latest {checked} links hold, {waiting} records wait',
  },
  'health.found.audit.late': {
    zh: '{waiting} 条待链，最久 {waitSeconds} 秒',
    en: '{waiting} records wait, the oldest for {waitSeconds} s',
  },
  'health.found.audit.broken': {
    zh: '{checked} 节中有 {faults} 处断裂',
    en: '{faults} faults in {checked} links',
  },
  'health.found.queue.none': { zh: '任务队列尚未建立', en: 'The queue has not been made yet' },
  'health.found.queue.counts': {
    zh: '等待 {waiting}，24 小时内失败 {failedDay}',
    en: '{waiting} waiting, {failedDay} failed in 24 hours',
  },
  'health.found.queue.late': {
    zh: '等待 {waiting}，最久 {waitSeconds} 秒；24 小时内失败 {failedDay}',
    en: '{waiting} waiting, the oldest for {waitSeconds} s; {failedDay} failed in 24 hours',
  },
  'health.found.worker.no_server': { zh: '服务没有运行', en: 'The server does not run' },
  'health.found.worker.silent': { zh: '没有工作进程的心跳', en: 'No worker gives a heart-beat' },
  'health.found.worker.beats': {
    zh: '上次心跳在 {seconds} 秒前',
    en: 'Last heart-beat {seconds} s ago',
  },
  'health.found.certificate.none': {
    zh: '还没有证书，第一次签名时生成',
    en: 'None yet; the first signature makes one',
  },
  'health.found.certificate.valid': { zh: '还有 {days} 天到期', en: 'Valid for {days} more days' },
  'health.found.certificate.expired': { zh: '已过期 {days} 天', en: 'Expired {days} days ago' },
  'health.found.calendar.known': {
    zh: '节假日已知至 {until} 年',
    en: 'Holidays are known until {until}',
  },
  'health.found.calendar.unknown': {
    zh: '{year} 年的节假日没有录入，按周一至周五计',
    en: 'The holidays of {year} are not entered; Monday to Friday count',
  },
  'health.found.calendar.next_missing': {
    zh: '已知至 {until} 年；{next} 年还没有录入，本年剩 {daysLeft} 天',
    en: 'Known until {until}; {next} is not entered and {daysLeft} days of the year are left',
  },
  'health.found.imports.none': { zh: '还没有导入过', en: 'Nothing was imported yet' },
  'health.found.imports.fresh': {
    zh: '{count} 个来源，最久的“{source}”在 {days} 天前',
    en: '{count} sources, the oldest "{source}" {days} days ago',
  },
  'health.found.imports.late': {
    zh: '{late} 个来源迟到，最久的“{source}”在 {days} 天前',
    en: '{late} sources are late, the oldest "{source}" {days} days ago',
  },
  'health.found.routes.no_server': {
    zh: '只有运行中的服务知道',
    en: 'Known to a running server only',
  },
  'health.found.routes.few': {
    zh: '还没有一条路由答复满 {answers} 次',
    en: 'No route has given {answers} answers yet',
  },
  'health.found.routes.slowest': {
    zh: '最慢 {route}：95% 在 {p95Ms} 毫秒内（{count} 次）',
    en: 'Slowest {route}: 95% within {p95Ms} ms ({count} answers)',
  },
  'health.found.routes.endless': {
    zh: '最慢 {route}：超过 10 秒（{count} 次）',
    en: 'Slowest {route}: beyond 10 s ({count} answers)',
  },
  'health.found.faults.no_server': {
    zh: '只有运行中的服务知道',
    en: 'Known to a running server only',
  },
  'health.found.faults.count': { zh: '启动以来 {faults} 次', en: '{faults} since the start' },
  'health.next.pages': { zh: '运行 npm start 生成页面', en: 'Build them: npm start' },
  'health.next.disk': {
    zh: '清理磁盘或扩容；磁盘满时写入会被拒绝',
    en: 'Free or add space; a full disk refuses all writing',
  },
  'health.next.connections': {
    zh: '查看是否有外部程序占用连接，或提高 max_connections',
    en: 'See whether other programs hold connections, or raise max_connections',
  },
  'health.next.schema': {
    zh: '重启服务，启动时自动执行迁移；仍缺请看服务日志',
    en: 'Restart the server, it migrates at its start; look at the log if some are still missing',
  },
  'health.next.backup': {
    zh: '运行 kejing backup <文件>，并存放到另一台机器',
    en: 'Run kejing backup <file> and keep it on another machine',
  },
  'health.next.audit': {
    zh: '在审计查询页核对全链；断裂立即报告审计部',
    en: 'Verify the whole chain on the audit page; report a break to the auditors at once',
  },
  'health.next.queue': {
    zh: '打开“后台任务”查看失败原因并重试',
    en: 'Open "Background jobs", see the reasons and repeat',
  },
  'health.next.worker': {
    zh: '重启服务；仍无心跳请看服务日志',
    en: 'Restart the server; if it stays silent look at the log',
  },
  'health.next.certificate': {
    zh: '用 kejing signing install 安装新证书',
    en: 'Install a new one by kejing signing install',
  },
  'health.next.calendar': {
    zh: '国务院公布后在“工作日历”录入',
    en: 'Enter them on the page "Working days" once they are published',
  },
  'health.next.imports': {
    zh: '向来源系统催要文件，在“数据导入”载入',
    en: 'Ask the source for its file and load it under "Imports"',
  },
  'health.next.routes': {
    zh: '查看数据库大小和连接；慢的路由报告技术支持',
    en: 'Look at size and connections of the database; tell the support the slow route',
  },
  'health.next.faults': {
    zh: '原因在服务日志；把时间和页面报告技术支持',
    en: 'The reasons are in the log; tell the support time and page',
  },
  'health.policy.diskMb': { zh: '磁盘剩余（MB，低于）', en: 'Free disk in MB, below' },
  'health.policy.connectionsPercent': { zh: '连接占用（%，达到）', en: 'Connections in %, from' },
  'health.policy.backupDays': {
    zh: '距上次备份天数（超过）',
    en: 'Days since the last backup, beyond',
  },
  'health.policy.backupElsewhere': {
    zh: '由数据库自己的工具备份',
    en: 'Backed up by tools of the database',
  },
  'health.policy.auditSeconds': {
    zh: '审计待链秒数（超过）',
    en: 'Seconds a record waits to be chained, beyond',
  },
  'health.policy.queueSeconds': { zh: '任务等待秒数（超过）', en: 'Seconds a job waits, beyond' },
  'health.policy.failedJobs': {
    zh: '24 小时内失败任务数（达到）',
    en: 'Failed jobs in 24 hours, from',
  },
  'health.policy.tellAgainHours': {
    zh: '同类失败多少小时内不再通知',
    en: 'Hours without a second notice of the same kind',
  },
  'health.policy.workerSeconds': {
    zh: '心跳间隔秒数（超过）',
    en: 'Seconds since the heart-beat, beyond',
  },
  'health.policy.certificateDays': {
    zh: '证书剩余天数（低于）',
    en: 'Days left of the certificate, below',
  },
  'health.policy.calendarDays': {
    zh: '年末前多少天应知下年节假日',
    en: 'Days before the year’s end to know the next holidays',
  },
  'health.policy.importDays': { zh: '来源未到天数（超过）', en: 'Days without an import, beyond' },
  'health.policy.routeMs': { zh: '95% 答复时间（毫秒，超过）', en: '95% answered in ms, beyond' },
  'health.policy.routeAnswers': {
    zh: '答复满多少次才判断',
    en: 'Answers before a route is judged',
  },
  'health.policy.faults': { zh: '启动以来程序错误（达到）', en: 'Faults since the start, from' },
  'health.policy.warn': { zh: '黄色', en: 'Amber' },
  'health.policy.bad': { zh: '红色', en: 'Red' },
});
