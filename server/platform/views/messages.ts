import { phrases } from '../../../core/messages.ts';
import { refuserOf } from '../../../core/refusal.ts';

export const viewsMessages = phrases({
  'views.unknown': {
    zh: '没有这个视图，或它不再与您共享',
    en: 'There is no such view, or it is no longer shared with you',
  },
  'views.owner_only_not_allowed': {
    zh: '视图“{name}”属于{owner}，只有本人能改；您可以另存为自己的视图',
    en: 'The view “{name}” belongs to {owner}, who alone changes it; save it as a view of your own',
  },
  'views.name_taken': {
    zh: '您在这个列表已有名为“{name}”的视图，请换一个名字',
    en: 'You have a view named “{name}” of this list already; choose another name',
  },
  'views.too_many': {
    zh: '一个列表最多保存 {max} 个视图，请先删除不用的',
    en: 'At most {max} views of a list are kept; remove some first',
  },
  'views.no_unit': {
    zh: '您的账号没有所属机构，不能与机构共享',
    en: 'Your account belongs to no unit, so there is none to share with',
  },
  'views.share_bank_not_allowed': {
    zh: '您的角色不能与全行共享视图，可以与本机构及下级共享',
    en: 'Your roles do not share views with the whole bank; you may share with your unit and below',
  },
  'views.list_other': {
    zh: '视图“{name}”不是这个列表的',
    en: 'The view “{name}” belongs to another list',
  },
  'views.sharedWith.nobody': { zh: '仅自己', en: 'Only me' },
  'views.sharedWith.unit': { zh: '本机构及下级', en: 'My unit and below' },
  'views.sharedWith.bank': { zh: '全行', en: 'The whole bank' },
  'views.field.name': { zh: '名称', en: 'Name' },
  'views.field.remark': { zh: '说明', en: 'Remark' },
  'views.field.sharedWith': { zh: '共享', en: 'Shared with' },
  'views.field.ownerName': { zh: '所有者', en: 'Owner' },
});

export const refuse = refuserOf(viewsMessages);
