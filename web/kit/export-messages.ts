import { phrases } from '../../core/messages.ts';

/** What the kit says about taking a list or a chart away as a file. */
export const exportMessages = phrases({
  'web.export': { zh: '导出', en: 'Export' },
  'web.export.purpose': { zh: '用途（必选）', en: 'What it is for (required)' },
  'web.export.purpose_note': {
    zh: '清单含客户信息：用途记入审计，文件中也写明',
    en: 'The list is about customers: the purpose stands in the audit and in the file',
  },
  'web.export.marketing': {
    zh: '未同意此项营销（个人）或已撤回的客户不会列入文件',
    en: 'Persons who did not consent to this marketing, and whoever withdrew, are left out',
  },
  'web.export.title': { zh: '导出“{name}”', en: 'Export "{name}"' },
  'web.export.format': { zh: '格式', en: 'Format' },
  'web.export.columns': { zh: '列', en: 'Columns' },
  'web.export.shown': { zh: '所见的 {count} 列', en: 'The {count} shown' },
  'web.export.all': { zh: '全部 {count} 列', en: 'All {count}' },
  'web.export.start': { zh: '开始导出', en: 'Start' },
  'web.export.note': {
    zh: '按现在的筛选和排序导出全部行，在后台生成，完成后到下载中心下载。',
    en: 'All rows by the present filters and order, made in the background; fetch the file among the downloads.',
  },
  'web.export.asked': { zh: '正在生成“{name}”', en: 'Making "{name}"' },
  'web.export.ready': { zh: '“{name}”已生成，共 {rows} 行', en: '"{name}" is ready: {rows} rows' },
  'web.export.failed': { zh: '“{name}”未成功', en: '"{name}" failed' },
  'web.export.centre': { zh: '下载中心', en: 'Downloads' },
  'web.export.download': { zh: '下载', en: 'Download' },
  'web.export.again': { zh: '再导出', en: 'Again' },
  'web.export.delete': { zh: '删除', en: 'Delete' },
  'web.export.delete_title': { zh: '删除“{name}”？', en: 'Delete "{name}"?' },
  'web.export.delete_means': {
    zh: '文件立即删除，正在生成的会停止；审计中的记录不变。',
    en: 'The file goes at once, one in the making stops; the record in the audit stays.',
  },
  'web.export.empty': { zh: '还没有导出过文件', en: 'No file was exported yet' },
  'web.export.empty_next': {
    zh: '在任一列表右上角点“导出”。',
    en: 'Press "Export" above any list.',
  },
  'web.export.limits': {
    zh: '文件保存 {days} 天；同时最多生成 {running} 个；今天已导出 {today} 次，上限 {max} 次',
    en: 'Files are kept {days} days; {running} at once; {today} of {max} exports today',
  },
  'web.export.rows_so_far': { zh: '已写 {rows} 行', en: '{rows} rows so far' },
  'web.export.digest': { zh: '文件 SHA-256', en: 'SHA-256 of the file' },
  'web.export.rows_digest': { zh: '各行 SHA-256', en: 'SHA-256 of the rows' },
  'web.export.conditions': { zh: '条件', en: 'Conditions' },
  'web.chart.save': { zh: '存为图片', en: 'Save as picture' },
  'web.chart.save_of': { zh: '“{title}”存为图片', en: 'Save "{title}" as a picture' },
  'web.chart.data': { zh: '数据存为 CSV', en: 'Save the figures as CSV' },
  'web.chart.data_of': { zh: '“{title}”的数据存为 CSV', en: 'Save the figures of "{title}"' },
});
