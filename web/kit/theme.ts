import { theme as antdTheme } from 'antd';
import type { ThemeConfig } from 'antd';
import { useSyncExternalStore } from 'react';

/** The look of Kejing: deep teal on cool greys, small radius, calm surfaces. */
export type Shade = 'light' | 'dark';

export const spacing = { tight: 8, normal: 16, wide: 24 } as const;

/** The widest phone layout, in pixels. */
export const phoneWidth = 768;

const light = {
  colorPrimary: '#0f5f6b',
  colorInfo: '#0f5f6b',
  colorLink: '#0f5f6b',
  colorSuccess: '#1b7a4b',
  colorWarning: '#a15c00',
  colorError: '#b3261e',
  colorTextBase: '#17242b',
  colorBgLayout: '#f2f5f6',
  colorBorder: '#cfd8dc',
  colorBorderSecondary: '#e3e9eb',
  colorPrimaryBg: '#e3f1f3',
  colorPrimaryBgHover: '#d3e8eb',
  colorPrimaryBorder: '#9fcad0',
  colorInfoBg: '#e9f3f5',
  colorInfoBorder: '#b5d7dc',
  colorSuccessBg: '#e8f5ee',
  colorSuccessBorder: '#b4dcc5',
  colorWarningBg: '#fff6e6',
  colorWarningBorder: '#f0d19a',
  colorErrorBg: '#fdeeec',
  colorErrorBorder: '#f0bcb7',
  colorTextSecondary: '#44555d',
  colorTextTertiary: '#5d6e76',
  colorTextDescription: '#5d6e76',
  colorTextPlaceholder: '#66767e',
} as const;

const dark = {
  colorPrimary: '#33848f',
  colorInfo: '#3d9ca8',
  colorLink: '#6cc0ca',
  colorSuccess: '#4fb37f',
  colorWarning: '#d9a04a',
  colorError: '#e5736b',
  colorTextBase: '#e8eef0',
  colorBgLayout: '#0b1114',
  colorBgContainer: '#131d22',
  colorBgElevated: '#1b282e',
  colorBorder: '#35454d',
  colorBorderSecondary: '#26343b',
  colorPrimaryBg: '#173238',
  colorPrimaryBgHover: '#1d3f47',
  colorTextSecondary: '#b9c7cd',
  colorTextTertiary: '#9db0b8',
  colorTextDescription: '#9db0b8',
  colorTextPlaceholder: '#8698a0',
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
      Menu: {
        itemHeight: 38,
        itemBorderRadius: 6,
        activeBarBorderWidth: 0,
        itemBg: 'transparent',
        subMenuItemBg: 'transparent',
        itemSelectedColor: shade === 'dark' ? '#8fd6df' : '#0f5f6b',
        subMenuItemSelectedColor: shade === 'dark' ? '#8fd6df' : '#0f5f6b',
      },
      Tabs:
        shade === 'dark'
          ? { itemSelectedColor: '#8fd6df', itemHoverColor: '#a9e0e7', inkBarColor: '#6cc0ca' }
          : {},
      Tooltip: { colorBgSpotlight: '#26343b' },
      Table: {
        cellPaddingBlockMD: 9,
        cellPaddingBlockSM: 5,
        headerSplitColor: 'transparent',
        headerBg: shade === 'dark' ? '#18252b' : '#f6f9fa',
      },
      Form: { itemMarginBottom: 18 },
    },
  };
}

/** Colours of charts, apart in hue and lightness, readable in both shades. */
export const chartColours: Readonly<Record<Shade, readonly string[]>> = {
  light: ['#0f5f6b', '#d08b1d', '#4d76b8', '#6b9e3f', '#a8476f', '#7a6bb0', '#5b7079', '#c4603a'],
  dark: ['#4fb3c0', '#e5b25d', '#85a9e0', '#9cca70', '#d987ab', '#a99be0', '#9fb2ba', '#e59470'],
};

const stored = 'kejing.shade';
const listeners = new Set<() => void>();
const systemDark = window.matchMedia('(prefers-color-scheme: dark)');

/** What the reader chose on this device: a shade, or whatever his system says. */
export type ShadeChoice = Shade | 'system';
let choice: ShadeChoice = firstChoice();
let current: Shade = shadeOf(choice);
markDocument();
systemDark.addEventListener('change', () => choice === 'system' && show());

function firstChoice(): ShadeChoice {
  const kept = localStorage.getItem(stored);
  return kept === 'dark' || kept === 'system' ? kept : 'light';
}

function shadeOf(wanted: ShadeChoice): Shade {
  if (wanted === 'system') return systemDark.matches ? 'dark' : 'light';
  return wanted;
}

function markDocument(): void {
  document.documentElement.dataset['shade'] = current;
}

function show(): void {
  current = shadeOf(choice);
  markDocument();
  for (const listener of listeners) listener();
}

export function setShade(next: ShadeChoice): void {
  choice = next;
  localStorage.setItem(stored, next);
  show();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Light or dark, as it is now. */
export function useShade(): Shade {
  return useSyncExternalStore(subscribe, () => current);
}

/** What the reader chose: light, dark, or as his system. */
export function useShadeChoice(): ShadeChoice {
  return useSyncExternalStore(subscribe, () => choice);
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
