import { theme as antdTheme } from 'antd';
import type { ThemeConfig } from 'antd';
import { useSyncExternalStore } from 'react';

/** The look of Kejing: deep teal on cool greys, small radius, calm surfaces. All colours stand here. */
export type Shade = 'light' | 'dark';

export const spacing = { tight: 8, normal: 16, wide: 24 } as const;

/** The widest phone layout, in pixels. */
export const phoneWidth = 768;

const figures = { light: '#b3261e', dark: '#ff8a80' } as const;
const good = { light: '#1b7a4b', dark: '#6fcf97' } as const;

const light = {
  colorPrimary: '#0f5f6b',
  colorInfo: '#0f5f6b',
  colorLink: '#0f5f6b',
  colorSuccess: '#1b7a4b',
  colorWarning: '#a15c00',
  colorError: '#b3261e',
  colorTextBase: '#17242b',
  colorBgLayout: '#f2f5f6',
  colorBorderSecondary: '#e3e9eb',
} as const;

const dark = {
  colorPrimary: '#3d9ca8',
  colorInfo: '#3d9ca8',
  colorLink: '#6cc0ca',
  colorSuccess: '#4fb37f',
  colorWarning: '#d9a04a',
  colorError: '#e5736b',
  colorBgBase: '#10181c',
  colorBgLayout: '#0b1114',
} as const;

const fontFamily = [
  '-apple-system',
  'BlinkMacSystemFont',
  "'Segoe UI'",
  "'PingFang SC'",
  "'Microsoft YaHei'",
  "'Noto Sans SC'",
  "'Noto Sans CJK SC'",
  'sans-serif',
].join(', ');

/** antd's theme in one of the two shades. */
export function themeOf(shade: Shade): ThemeConfig {
  return {
    algorithm: shade === 'dark' ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm,
    hashed: false,
    token: {
      ...(shade === 'dark' ? dark : light),
      borderRadius: 6,
      fontFamily,
      fontSize: 14,
      wireframe: false,
    },
    components: {
      Layout: {
        headerBg: shade === 'dark' ? '#131d22' : '#ffffff',
        siderBg: shade === 'dark' ? '#131d22' : '#ffffff',
        headerHeight: 52,
        headerPadding: '0 16px',
      },
      Menu: { itemHeight: 38, itemBorderRadius: 6, activeBarBorderWidth: 0 },
      Table: { cellPaddingBlockMD: 9, cellPaddingBlockSM: 5, headerSplitColor: 'transparent' },
      Card: { headerFontSize: 15 },
      Form: { itemMarginBottom: 18 },
    },
  };
}

/** Colours of charts, apart in hue and lightness, readable in both shades. */
export const chartColours: Readonly<Record<Shade, readonly string[]>> = {
  light: ['#0f5f6b', '#d08b1d', '#4d76b8', '#6b9e3f', '#a8476f', '#7a6bb0', '#5b7079', '#c4603a'],
  dark: ['#4fb3c0', '#e5b25d', '#85a9e0', '#9cca70', '#d987ab', '#a99be0', '#9fb2ba', '#e59470'],
};

export const toneColours = { negative: figures, good } as const;

const stored = 'kejing.shade';
const listeners = new Set<() => void>();
let current: Shade = firstShade();
markDocument();

function firstShade(): Shade {
  const kept = localStorage.getItem(stored);
  if (kept === 'light' || kept === 'dark') return kept;
  return 'light';
}

function markDocument(): void {
  document.documentElement.dataset['shade'] = current;
}

export function setShade(next: Shade): void {
  current = next;
  localStorage.setItem(stored, next);
  markDocument();
  for (const listener of listeners) listener();
}

/** Light or dark, as the reader switched it on this device. */
export function useShade(): Shade {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}

function narrow(): boolean {
  return window.innerWidth < phoneWidth;
}

/** Whether the window is as narrow as a phone. */
export function usePhone(): boolean {
  return useSyncExternalStore((listener) => {
    window.addEventListener('resize', listener);
    return () => window.removeEventListener('resize', listener);
  }, narrow);
}
