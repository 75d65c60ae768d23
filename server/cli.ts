import { Command, CommanderError } from 'commander';
import { addAudit } from './cli/audit.ts';
import { addBackup } from './cli/backup.ts';
import { addDemo } from './cli/demo.ts';
import { addDoctor } from './cli/doctor.ts';
import { addImport } from './cli/import.ts';
import { addQuarter } from './cli/quarter.ts';
import { addSigning } from './cli/signing.ts';
import { addStart } from './cli/start.ts';
import { exitCodes } from './cli/terminal.ts';
import { addUser } from './cli/user.ts';
import { version } from './house.ts';

const program = new Command('kejing')
  .description('客经：银行客户经理制系统 / Kejing: a customer manager system for banks')
  .version(version, '-V, --version', '版本 / version')
  .helpOption('-h, --help', '帮助 / help')
  .helpCommand('help [command]', '帮助 / help')
  .configureHelp({ showGlobalOptions: false })
  .addHelpText(
    'after',
    `
设置 / settings (environment; secrets also as NAME_FILE):
  KEJING_DATA  数据目录 / data directory (./data)      KEJING_PORT  端口 / port (7300)
  KEJING_HOST  监听地址 / address (127.0.0.1)          KEJING_DEMO  演示银行 / demo bank (on, off)
  KEJING_LOG   日志级别 / log level (info)             KEJING_LANG  命令行语言 / language (zh, en)
  KEJING_SECRET  个人数据密钥 / key for personal data (64 hex; default <data>/secret.key)
  DATABASE_URL, DATABASE_OWNER_URL  自备 PostgreSQL / a PostgreSQL of your own (>= 15)

退出码 / exit codes: 0 完成 done, 1 程序缺陷 bug, 2 用法错误 wrong usage, 3 规则拒绝或检查不过
  refused by a rule or a failed check, 4 无法启动 cannot start`,
  )
  .exitOverride();

addStart(program);
addImport(program);
addQuarter(program);
addDemo(program);
addUser(program);
addDoctor(program);
addAudit(program);
addBackup(program);
addSigning(program);

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
}
