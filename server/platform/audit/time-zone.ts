/** ASSUMED: days of the search are days of China. */
export const auditTimeZone = 'Asia/Shanghai';
