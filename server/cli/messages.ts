import { phrases, type Locale } from '../../core/messages.ts';

/** What the command line says. Descriptions of `--help` carry both languages in one line. */
export const cliMessages = phrases({
  'cli.serving': { zh: '客经 {version} 已启动：{address}', en: 'Kejing {version} runs: {address}' },
  'cli.bank': { zh: '银行：{bank}', en: 'Bank: {bank}' },
  'cli.no_bank': {
    zh: '库中还没有银行：kejing demo load 载入演示银行，或 kejing import 导入',
    en: 'There is no bank yet: kejing demo load loads the invented one, or use kejing import',
  },
  'cli.sign_ins': {
    zh: '演示登录（用户名  密码  角色  姓名）：',
    en: 'Demo sign-ins (login  password  role  name):',
  },
  'cli.certificate_in_use': {
    zh: '现用：{subject}，有效至 {until}，SHA-256 {fingerprint}',
    en: 'In use: {subject}, valid until {until}, SHA-256 {fingerprint}',
  },
  'cli.certificate_before': {
    zh: '从前：{subject}，有效至 {until}，SHA-256 {fingerprint}',
    en: 'Before: {subject}, valid until {until}, SHA-256 {fingerprint}',
  },
  'cli.no_certificate': {
    zh: '还没有证书：第一次签名时自动生成，或用 kejing signing install 安装',
    en: 'There is no certificate yet: the first signature makes one, or install one by kejing signing install',
  },
  'cli.stop_hint': { zh: '按 Ctrl-C 停止', en: 'Ctrl-C stops it' },
  'cli.stopping': { zh: '正在停止…', en: 'Stopping …' },
  'cli.stopped': { zh: '已停止', en: 'Stopped' },
  'cli.bug': {
    zh: '程序出错（这是缺陷，请报告）：{message}',
    en: 'The program failed (this is a bug, please report it): {message}',
  },
  'cli.left_seconds': { zh: '剩 {count} 秒', en: '{count} s left' },
  'cli.left_minutes': { zh: '剩 {count} 分钟', en: '{count} min left' },
  'cli.adapter_unknown': {
    zh: '没有导入适配器 {name}，可用：{known}',
    en: 'There is no adapter {name}; there are: {known}',
  },
  'cli.directory_unknown': { zh: '没有目录 {path}', en: 'There is no directory {path}' },
  'cli.quarter_invalid': {
    zh: '{given} 不是季度，应写作 2026Q3',
    en: '{given} is no quarter; write 2026Q3',
  },
  'cli.imported': {
    zh: '导入 {batch}：读 {read} 行，新增 {added}，已有 {there}，隔离 {faulty}，警告 {warned}',
    en: 'Import {batch}: {read} rows read, {added} added, {there} there already, {faulty} quarantined, {warned} warned',
  },
  'cli.imported_entity': {
    zh: '  {entity}：读 {read}，新增 {added}，已有 {there}，隔离 {faulty}',
    en: '  {entity}: {read} read, {added} added, {there} there already, {faulty} quarantined',
  },
  'cli.total_equal': { zh: '  合计 {name}：{ours}，一致', en: '  total {name}: {ours}, equal' },
  'cli.total_differs': {
    zh: '  合计 {name}：来源 {stated}，本库 {ours}，不一致',
    en: '  total {name}: source {stated}, ours {ours}, they differ',
  },
  'cli.differences': {
    zh: '  {count} 个账户的来源余额与流水之和不同',
    en: '  {count} accounts whose stated balance is not the sum of their movements',
  },
  'cli.demo_loaded': { zh: '演示银行已载入', en: 'The demo bank is loaded' },
  'cli.demo_cleared': { zh: '演示银行已清除', en: 'The demo bank is cleared' },
  'cli.user_added': {
    zh: '账户 {login} 已建立，首次登录须改密码',
    en: 'Account {login} is made; its first sign-in must change the password',
  },
  'cli.no_requests': { zh: '没有等复核的授权', en: 'No grant waits for a second person' },
  'cli.request_accepted': {
    zh: '申请 {request} 已复核通过',
    en: 'Request {request} is accepted',
  },
  'cli.password_set': {
    zh: '账户 {login} 的密码已重设，旧会话已结束',
    en: 'The password of {login} is set and its sessions are ended',
  },
  'cli.password_missing': {
    zh: '请从标准输入给密码，或用 --password-file',
    en: 'Give the password on standard input, or with --password-file',
  },
  'cli.password_invalid': {
    zh: '密码至少 {min} 个字符',
    en: 'A password has at least {min} characters',
  },
  'cli.role_unknown': {
    zh: '没有角色 {role}，可用：{known}',
    en: 'There is no role {role}; there are: {known}',
  },
  'cli.scope_unknown': {
    zh: '没有范围 {scope}，可用：{known}',
    en: 'There is no scope {scope}; there are: {known}',
  },
  'cli.staff_unknown': { zh: '没有工号 {staff}', en: 'There is no staff number {staff}' },
  'cli.head_invalid': {
    zh: '{given} 不是链头，应写作 链号:摘要',
    en: '{given} is no head; write link:digest',
  },
  'cli.chain_holds': {
    zh: '审计链完整：{checked} 环，{waiting} 条待入链，链头 {head}',
    en: 'The audit chain holds: {checked} links, {waiting} records waiting, head {head}',
  },
  'cli.chain_broken': {
    zh: '审计链有 {count} 处被动过',
    en: 'The audit chain was tampered with in {count} place(s)',
  },
  'cli.backed_up': {
    zh: '备份完成：{tables} 张表，{rows} 行，{file}',
    en: 'Backup done: {tables} tables, {rows} rows, {file}',
  },
  'cli.backup_secret': {
    zh: '备份不含密钥：请另存 {place}（指纹 {fingerprint}），没有它证件号码无法读出',
    en: 'The backup does not hold the secret key: keep {place} apart (fingerprint {fingerprint}); without it identities cannot be read',
  },
  'cli.restored': {
    zh: '恢复完成：{tables} 张表，{rows} 行，摘要全部一致',
    en: 'Restore done: {tables} tables, {rows} rows, every digest equal',
  },
  'cli.backup_exists': { zh: '文件 {file} 已存在', en: 'The file {file} exists already' },
  'cli.backup_unreadable': {
    zh: '{file} 不是完整的客经备份：{reason}',
    en: '{file} is no complete Kejing backup: {reason}',
  },
  'cli.backup_other_schema': {
    zh: '备份的库结构与本程序不同（{name}），请用版本 {version} 恢复后再升级',
    en: 'The backup has another schema than this program ({name}): restore with version {version}, then upgrade',
  },
  'cli.backup_other_secret': {
    zh: '密钥不同：备份的指纹是 {theirs}，这里是 {ours}；请先放好原来的 secret.key',
    en: 'Another secret key: the backup has fingerprint {theirs}, here is {ours}; put the former secret.key in place first',
  },
  'cli.restore_not_empty': {
    zh: '只能恢复到空库：这里已有{what}，请换一个数据目录',
    en: 'Only an empty database can be restored into: here is {what} already; use another data directory',
  },
  'cli.backup_mismatch': {
    zh: '表 {table} 与备份清单不符（行数 {rows}，应为 {expected}），未恢复任何数据',
    en: 'Table {table} does not equal the manifest ({rows} rows, {expected} expected); nothing was restored',
  },
  'cli.server_running': {
    zh: '请先停止服务（进程 {pid}）再恢复',
    en: 'Stop the server (process {pid}) before restoring',
  },
  'cli.check_ok': { zh: '正常  {name}：{found}', en: 'ok    {name}: {found}' },
  'cli.check_warn': { zh: '注意  {name}：{found}', en: 'note  {name}: {found}' },
  'cli.check_bad': { zh: '不行  {name}：{found}', en: 'bad   {name}: {found}' },
  'cli.station_done': {
    zh: '{position}/{of} {station}：{rows} 行',
    en: '{position}/{of} {station}: {rows} rows',
  },
  'cli.station_resumed': {
    zh: '{position}/{of} {station}：上次已完成',
    en: '{position}/{of} {station}: done before',
  },
  'cli.quarter_done': {
    zh: '{quarter} {kind} 完成，摘要 {digest}',
    en: '{quarter} {kind} done, digest {digest}',
  },
  'cli.quarter_published': {
    zh: '{quarter} 已公示，异议期至 {objectionsUntil}；期满且异议都已答复后才能封账',
    en: '{quarter} is published; objections until {objectionsUntil}; it can be sealed afterwards, once all are answered',
  },
  'cli.quarter_rehearsed': {
    zh: '{quarter} {kind} 试算完成（未保存），摘要 {digest}',
    en: '{quarter} {kind} tried (nothing kept), digest {digest}',
  },
});

/** The terminal's language: English only where it is asked for. */
export function terminalLocale(env: Readonly<Record<string, string | undefined>>): Locale {
  const asked = env['KEJING_LANG'] ?? env['LC_ALL'] ?? env['LC_MESSAGES'] ?? env['LANG'] ?? '';
  return asked.toLowerCase().startsWith('en') ? 'en' : 'zh';
}
