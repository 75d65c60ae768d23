declare module '*.css';

interface ImportMeta {
  readonly env: { readonly DEV: boolean };
}

/** Pinyin of the titles of pages by phrase key, made by the build (web/frame/page-pinyin.ts). */
declare module 'virtual:page-pinyin' {
  const table: Readonly<Record<string, string>>;
  export default table;
}
