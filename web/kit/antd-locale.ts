import type { ConfigProviderProps } from 'antd';
import * as en from 'antd/es/locale/en_US.js';
import * as zh from 'antd/es/locale/zh_CN.js';
import type { Locale } from '../../core/messages.ts';

type AntdLocale = NonNullable<ConfigProviderProps['locale']>;

/** antd's own words (pickers, empty states). Its types speak CommonJS, its files are ES modules. */
const words = {
  zh: zh.default as unknown as AntdLocale,
  en: en.default as unknown as AntdLocale,
};

export function antdLocale(locale: Locale): AntdLocale {
  return words[locale];
}
