import { QueryClientProvider } from '@tanstack/react-query'
import { App as Library, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import type { ReactElement } from 'react'
import { Router } from 'wouter'
import { queries } from '../api/query.ts'
import { Boundary } from './boundary.tsx'
import { Gate } from './gate.tsx'
import { useLang } from './lang.ts'
import { base } from './paths.ts'
import { themeOf, useDark } from './theme.ts'

/** The whole workbench: language, colours, data, address bar. */
export const App = (): ReactElement => {
  const lang = useLang()
  const dark = useDark()
  return (
    <ConfigProvider locale={lang === 'zh' ? zhCN : enUS} theme={themeOf(dark)} button={{ autoInsertSpace: false }}>
      <Library component={false} message={{ top: 56 }}>
        <QueryClientProvider client={queries}>
          <Router base={base}>
            <Boundary>
              <Gate />
            </Boundary>
          </Router>
        </QueryClientProvider>
      </Library>
    </ConfigProvider>
  )
}
