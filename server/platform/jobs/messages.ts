import { phrases } from '../../../core/messages.ts';
import { refuserOf } from '../../../core/refusal.ts';

export const jobsMessages = phrases({
  'progress.unknown': { zh: '没有进行中的工作 {key}', en: 'There is no such work: {key}' },
  'jobs.notices.kind': { zh: '后台任务', en: 'Background jobs' },
  'jobs.notice.failed': {
    zh: '后台任务“{nameKey}”多次重试后仍失败：{reasonKey}',
    en: 'The background job "{nameKey}" failed after all its attempts: {reasonKey}',
  },
  'jobs.unknown': { zh: '没有后台任务 {name}', en: 'There is no background job {name}' },
  'jobs.run_unknown': {
    zh: '没有这次运行，或记录已过 30 天被清理',
    en: 'There is no such run, or it was cleared away after 30 days',
  },
  'jobs.not_running': {
    zh: '任务队列没有运行，不能发起任务',
    en: 'The queue of jobs does not run, so no job can be started',
  },
  'jobs.not_running.next': {
    zh: '请在系统状况页查看工作进程的心跳',
    en: 'Look at the heart-beat of the worker on the page of system health',
  },
  'jobs.asked_only': {
    zh: '这种任务由人在其页面发起，不能在这里直接运行',
    en: 'This kind of job is asked for on its own page and cannot be started here',
  },
  'jobs.open_already': {
    zh: '这种任务已有 {count} 次在等待或运行，不再重复发起',
    en: '{count} of this kind are waiting or running already; no other is started',
  },
  'jobs.open_already.next': {
    zh: '等它结束后再运行',
    en: 'Wait until it has ended',
  },
  'jobs.not_failed': {
    zh: '只有失败的运行可以重试；这一次不是失败',
    en: 'Only a failed run can be repeated; this one did not fail',
  },
  'jobs.repeated_already': {
    zh: '{login} 已重试过这次失败的运行',
    en: '{login} has repeated this failed run already',
  },
  'jobs.repeated_already.next': {
    zh: '请看新的那一次运行的结果',
    en: 'Look at the result of the newer run',
  },
  'jobs.asker_repeats': {
    zh: '这种任务失败后由发起人在自己的页面重新发起，这里重试不起作用',
    en: 'Whoever asked for this kind of job asks for it anew on his own page; repeating it here has no effect',
  },
  'jobs.not_waiting': {
    zh: '只有等待中的运行可以取消；这一次已开始或已结束',
    en: 'Only a waiting run can be called off; this one has begun or ended',
  },
  'jobs.asker_calls_off': {
    zh: '这种任务由发起人在自己的页面取消',
    en: 'Whoever asked for this kind of job calls it off on his own page',
  },
  'jobs.reason.timed_out': { zh: '运行超过六小时，被停止', en: 'It ran for more than six hours' },
  'jobs.reason.timed_out.next': {
    zh: '查看数据库是否过慢（系统状况），再重试',
    en: 'See whether the database is slow (system health), then repeat it',
  },
  'jobs.reason.process_gone': {
    zh: '运行它的进程中断了（停电、被杀或重启）',
    en: 'The process that ran it died (power, kill or restart)',
  },
  'jobs.reason.process_gone.next': {
    zh: '服务恢复后重试；已完成的部分不会重做',
    en: 'Repeat it once the server is back; finished parts are not done again',
  },
  'jobs.reason.disk_full': { zh: '磁盘已满', en: 'The disk is full' },
  'jobs.reason.disk_full.next': { zh: '腾出空间后重试', en: 'Free space, then repeat it' },
  'jobs.reason.database_gone': {
    zh: '与数据库的连接中断',
    en: 'The connection to the database broke',
  },
  'jobs.reason.database_gone.next': {
    zh: '确认数据库在运行，再重试',
    en: 'Make sure that the database runs, then repeat it',
  },
  'jobs.reason.locked': {
    zh: '与同时进行的工作互相等待',
    en: 'It waited for other work that waited for it',
  },
  'jobs.reason.locked.next': {
    zh: '等其他工作结束后重试',
    en: 'Repeat it when the other work has ended',
  },
  'jobs.reason.stopped': {
    zh: '被停止或超过了数据库允许的时间',
    en: 'It was stopped or exceeded the time of the database',
  },
  'jobs.reason.stopped.next': { zh: '可直接重试', en: 'It may simply be repeated' },
  'jobs.reason.data': {
    zh: '数据不符合数据库的规则',
    en: 'Data break a rule of the database',
  },
  'jobs.reason.data.next': {
    zh: '重试多半无效：请把任务和时间告诉技术支持',
    en: 'Repeating will hardly help: tell the support the job and the time',
  },
  'jobs.reason.fault': { zh: '程序出错', en: 'The program failed' },
  'jobs.reason.fault.next': {
    zh: '可重试一次；再失败请把任务和时间告诉技术支持（详情在服务日志）',
    en: 'Repeat it once; if it fails again tell the support the job and the time (details are in the log)',
  },
});

export const refuse = refuserOf(jobsMessages);
