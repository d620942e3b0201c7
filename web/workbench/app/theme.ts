import { theme, type ThemeConfig } from 'antd'
import { useSyncExternalStore } from 'react'

const query = typeof matchMedia === 'undefined' ? null : matchMedia('(prefers-color-scheme: dark)')

/** Whether the system asks for dark. */
export const useDark = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      query?.addEventListener('change', listener)
      return () => query?.removeEventListener('change', listener)
    },
    () => query?.matches ?? false,
  )

const fonts = `'PingFang SC', 'HarmonyOS Sans SC', 'MiSans', 'Microsoft YaHei UI', 'Microsoft YaHei', 'Source Han Sans SC', 'Noto Sans CJK SC', 'Noto Sans SC', 'WenQuanYi Micro Hei', 'Noto Sans SC Variable', system-ui, sans-serif`

/** The same colours as `base.css`, for the library's own parts. */
export const themeOf = (dark: boolean): ThemeConfig => ({
  algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
  token: {
    colorPrimary: dark ? '#8adfd4' : '#0b5f61',
    colorInfo: dark ? '#8adfd4' : '#0b5f61',
    colorLink: dark ? '#7accc2' : '#0b5f61',
    colorError: dark ? '#ff9d92' : '#ad2118',
    colorWarning: dark ? '#f0c36b' : '#8a5300',
    colorSuccess: dark ? '#8fd0a0' : '#21693a',
    colorTextBase: dark ? '#e8ece9' : '#1d2727',
    colorBgBase: dark ? '#161d1c' : '#ffffff',
    colorTextPlaceholder: dark ? '#95a29e' : '#6a7674',
    colorTextDescription: dark ? '#a9b5b1' : '#55615f',
    fontFamily: fonts,
    fontSize: 14,
    borderRadius: 6,
    wireframe: false,
    motion: false,
  },
  // Light buttons on dark take dark words.
  components: dark ? { Button: { primaryColor: '#0c2422' } } : {},
})
