import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './app/base.css'
import { App } from './app/app.tsx'
import { lacksChinese } from './app/fonts.ts'
import { chooseLang, currentLang } from './app/lang-store.ts'

if (lacksChinese()) void import('@fontsource-variable/noto-sans-sc/index.css')

const root = document.getElementById('root')
if (root) {
  chooseLang(currentLang())
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
