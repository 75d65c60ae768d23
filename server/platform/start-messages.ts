import { phrases } from '../../core/messages.ts';

/** Why the program cannot start, and what it says while it starts. Each is one line for the operator. */
export const startPhrases = phrases({
  disk_full: {
    zh: '磁盘已满：{path} 所在的磁盘没有剩余空间，请清理后再启动',
    en: 'The disk of {path} is full: free some space and start again',
  },
  directory_unwritable: {
    zh: '目录不可写：{path}（{reason}），请改权限或用 KEJING_DATA 换一个目录',
    en: 'The directory {path} is not writable ({reason}): change its permissions or KEJING_DATA',
  },
  directory_other_owner: {
    zh: '数据目录 {path} 属于用户号 {owner}，当前用户号是 {user}，请用原来的用户启动',
    en: 'The data in {path} belong to user id {owner}, you are {user}: start as the former user',
  },
  data_other_version: {
    zh: '{path} 中的数据由 PostgreSQL {found} 建立，本程序带的是 {needed}，请先备份再恢复到新目录',
    en: 'The data in {path} were made by PostgreSQL {found}, this program brings {needed}: restore a backup into a new directory',
  },
  binary_missing: {
    zh: '缺少本平台的数据库程序包 {package}，请重新运行 npm start 安装，或设置 DATABASE_URL',
    en: 'The database package {package} is not installed: run npm start again, or set DATABASE_URL',
  },
  server_running: {
    zh: '目录 {path} 上已有一个客经服务在运行（进程 {pid}，{since} 启动）',
    en: 'Another Kejing server is running on {path} (process {pid}, since {since})',
  },
  lock_busy: {
    zh: '另一个进程（{pid}）正在启动或停止 {path} 的数据库，请稍后再试',
    en: 'Another process ({pid}) is starting or stopping the database of {path}: try again shortly',
  },
  database_failed: {
    zh: '数据库未能启动：{reason}（日志 {log}）',
    en: 'The database did not start: {reason} (log {log})',
  },
  socket_unsafe: {
    zh: '套接字目录 {path} 属于别的用户，请删除它或设置 TMPDIR',
    en: 'The socket directory {path} belongs to another user: remove it or set TMPDIR',
  },
  port_taken: {
    zh: '端口 {host}:{port} 已被占用，请用 KEJING_PORT 换一个端口',
    en: 'The address {host}:{port} is taken: choose another one with KEJING_PORT',
  },
  address_refused: {
    zh: '无法监听 {host}:{port}（{reason}），请检查 KEJING_HOST 和 KEJING_PORT',
    en: 'Cannot listen on {host}:{port} ({reason}): check KEJING_HOST and KEJING_PORT',
  },
  setting_wrong: {
    zh: '设置 {name} 不正确：应为{expectedZh}',
    en: 'The setting {name} is wrong: it should be {expected}',
  },
  secret_wrong: {
    zh: '密钥文件 {path} 的内容应为 64 个十六进制字符',
    en: 'The key file {path} should hold 64 hexadecimal characters',
  },
  setting_twice: {
    zh: '{name} 和 {name}_FILE 只能设置一个',
    en: 'Set either {name} or {name}_FILE, not both',
  },
  setting_alone: {
    zh: '{name} 必须与 {other} 一起设置',
    en: '{name} must be set together with {other}',
  },
  setting_file_unreadable: {
    zh: '设置 {name} 所指的文件 {path} 无法读取（{reason}）',
    en: 'The file {path} named by {name} cannot be read ({reason})',
  },
  given_unreachable: {
    zh: '无法连接 {name} 指定的数据库 {target}：{reason}',
    en: 'Cannot connect to {target} given by {name}: {reason}',
  },
  given_too_old: {
    zh: '给定的 PostgreSQL 版本是 {found}，至少需要 15',
    en: 'The given PostgreSQL is version {found}; at least 15 is needed',
  },
  given_not_utf8: {
    zh: '给定数据库的编码是 {found}，应为 UTF8',
    en: 'The given database has encoding {found}; UTF8 is needed',
  },
  given_character_type: {
    zh: '给定数据库的字符类型（LC_CTYPE）是 {found}，中文检索不可用，请用 C.UTF-8 等建库',
    en: 'The given database has LC_CTYPE {found}, which knows no Chinese: create it with C.UTF-8 or the like',
  },
  given_same_role: {
    zh: 'DATABASE_URL 与 DATABASE_OWNER_URL 用了同一个角色 {role}，应用角色应另建',
    en: 'DATABASE_URL and DATABASE_OWNER_URL use one role {role}: make a separate application role',
  },
  given_two_databases: {
    zh: 'DATABASE_URL 与 DATABASE_OWNER_URL 指向不同的数据库',
    en: 'DATABASE_URL and DATABASE_OWNER_URL point to different databases',
  },
  given_superuser: {
    zh: '应用角色 {role} 是（或可成为）超级用户，行级安全会失效，请换一个普通角色',
    en: 'The application role {role} is (or may become) a superuser, which turns row security off',
  },
  given_bypasses: {
    zh: '应用角色 {role} 有（或可取得）BYPASSRLS，行级安全会失效，请去掉',
    en: 'The application role {role} has (or may gain) BYPASSRLS, which turns row security off',
  },
  given_owns: {
    zh: '应用角色 {role} 拥有表 {table}，应用角色不得拥有任何表',
    en: 'The application role {role} owns {table}; it must own nothing',
  },
  given_owner_powerless: {
    zh: 'DATABASE_OWNER_URL 的角色 {role} 不能在数据库 {database} 中建模式',
    en: 'The role {role} of DATABASE_OWNER_URL may not create schemas in {database}',
  },
  schema_newer: {
    zh: '数据库由更新的客经版本建立（{name}），本程序太旧，请用新版本启动',
    en: 'The database was made by a newer Kejing ({name}): this program is too old for it',
  },
  schema_edited: {
    zh: '数据库结构 {name} 与本程序不同：请用建立它的版本启动，或恢复备份',
    en: 'The schema {name} differs from this program: start the version that made it, or restore a backup',
  },
  note_database_elsewhere: {
    zh: '数据库程序不能以 root 运行，且它的用户到不了 {wanted}，数据库放在 {used}',
    en: 'PostgreSQL does not run as root and its user cannot reach {wanted}: the database is in {used}',
  },
  note_directory_opened: {
    zh: '已允许其他用户穿过目录 {path}（仅穿过，不可列出）',
    en: 'Other users may now pass through {path} (pass, not list)',
  },
  note_database_created: {
    zh: '正在建立数据库 {path}',
    en: 'Creating the database in {path}',
  },
  note_database_adopted: {
    zh: '接管仍在运行的数据库（进程 {pid}）',
    en: 'Taking over the database that is still running (process {pid})',
  },
  note_database_recovering: {
    zh: '数据库正在恢复，已 {seconds} 秒',
    en: 'The database is recovering, {seconds} s so far',
  },
});
