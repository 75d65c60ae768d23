import { phrases } from '../../../core/messages.ts';
import { refuserOf } from '../../../core/refusal.ts';

export const authMessages = phrases({
  'auth.wrong_password': {
    zh: '用户名或密码不对。连续 {max} 次错误后账户锁定 {minutes} 分钟',
    en: 'Wrong login or password. After {max} failures in a row the account is locked for {minutes} minutes',
  },
  'auth.locked': {
    zh: '账户已锁定，{until} 之后再试，或请管理员重设密码',
    en: 'The account is locked until {until}; wait, or ask an administrator to reset the password',
  },
  'auth.not_signed_in': { zh: '请先登录', en: 'Please sign in first' },
  'auth.not_allowed': {
    zh: '您的角色没有这项权限：{right}',
    en: 'None of your roles has this right: {right}',
  },
  'auth.must_change_password': {
    zh: '首次登录，请先修改密码',
    en: 'This is the first sign-in: change the password first',
  },
  'auth.same_password': {
    zh: '新密码不能与原密码相同',
    en: 'The new password must differ from the old one',
  },
  'auth.wrong_current_password': { zh: '原密码不对', en: 'The current password is wrong' },
  'auth.confirmation_wrong': {
    zh: '密码不对，未签署。连续 {max} 次错误后账户锁定 {minutes} 分钟',
    en: 'The password is wrong; nothing was signed. After {max} failures in a row the account is locked for {minutes} minutes',
  },
  'auth.foreign_origin': {
    zh: '请求来自别的网站，已拒绝',
    en: 'The request comes from another site and was refused',
  },
  'auth.login_taken': { zh: '用户名 {login} 已被使用', en: 'The login {login} is already used' },
  'auth.token_unknown': { zh: '没有这个令牌', en: 'There is no such token' },
  'auth.token_expiry': {
    zh: '令牌的有效期从今天起最多 {max} 天',
    en: 'A token lives from today on, at most {max} days',
  },
  'auth.session_only': {
    zh: '这一项只能由本人登录后办理，不能用令牌',
    en: 'Only a person who signed in may do this, not a token',
  },
  'auth.session_unknown': {
    zh: '没有这次登录，或它已经结束',
    en: 'There is no such session of yours, or it has ended',
  },
  'auth.session_is_this': {
    zh: '这是正在使用的登录，请用“退出登录”结束它',
    en: 'This is the session in use: sign out to end it',
  },
  'auth.account_unknown': { zh: '没有账户 {login}', en: 'There is no account {login}' },
  'auth.staff_unknown': { zh: '没有员工 {staff}', en: 'There is no member of staff {staff}' },
  'auth.bank_wide_not_allowed': {
    zh: '只有全行范围的管理员可以办理',
    en: 'Only an administrator of the whole bank may do this',
  },
  'auth.no_demo': { zh: '本库不是演示银行', en: 'This database does not hold the demo bank' },
  'auth.too_many_units': {
    zh: '最多选择 {max} 个互不包含的机构，您选了 {chosen} 个',
    en: 'At most {max} separate units may be chosen, you chose {chosen}',
  },
  'auth.unit_unknown': { zh: '没有机构 {unit}', en: 'There is no unit {unit}' },
  'auth.scope_needs_staff': {
    zh: '范围“{scope}”需要先关联员工',
    en: 'The scope "{scope}" needs a member of staff',
  },
  'auth.field.login': { zh: '用户名', en: 'Login' },
  'auth.field.name': { zh: '姓名', en: 'Name' },
  'auth.field.roles': { zh: '角色', en: 'Roles' },
  'auth.field.accountId': { zh: '账户编号', en: 'Account' },
  'auth.field.staffId': { zh: '员工编号', en: 'Staff' },
  'auth.field.lockedUntil': { zh: '锁定至', en: 'Locked until' },
  'auth.field.lastSignInAt': { zh: '最近登录', en: 'Last sign-in' },
  'role.rm': { zh: '客户经理', en: 'Relationship manager' },
  'role.team_head': { zh: '团队主管', en: 'Team head' },
  'role.branch_president': { zh: '行长', en: 'Branch president' },
  'role.department_officer': { zh: '部门人员', en: 'Department officer' },
  'role.hr': { zh: '人力资源', en: 'Human resources' },
  'role.finance': { zh: '财务', en: 'Finance' },
  'role.risk': { zh: '风险合规', en: 'Risk and compliance' },
  'role.auditor': { zh: '审计', en: 'Auditor' },
  'role.administrator': { zh: '管理员', en: 'Administrator' },
  'auth.policy.failuresMax': { zh: '连续失败次数上限', en: 'Failures in a row at most' },
  'auth.policy.lockMinutes': { zh: '锁定时长（分钟）', en: 'Locked for (minutes)' },
  'auth.policy.failureWindowMinutes': {
    zh: '失败计数窗口（分钟）',
    en: 'Window of failures (minutes)',
  },
  'auth.policy.idleMinutes': { zh: '无操作退出（分钟）', en: 'Idle sign-out (minutes)' },
  'auth.policy.sessionHours': { zh: '会话最长（小时）', en: 'Session at most (hours)' },
  'auth.policy.tokenDaysMax': { zh: '令牌最长有效（天）', en: 'Token at most (days)' },
});

export const refuse = refuserOf(authMessages);
