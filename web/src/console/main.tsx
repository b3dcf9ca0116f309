import '@fontsource-variable/vazirmatn/index.css'
import '@mantine/core/styles.css'
import '../ui/base.css'
import { createRoot } from 'react-dom/client'
import { directionOf, loadLanguage } from '../ui/locale.tsx'
import { App } from './app.tsx'

const language = await loadLanguage()
// Before the first picture, so that a page never turns over in front of its reader.
document.documentElement.lang = language.locale
document.documentElement.dir = directionOf(language.locale)

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(<App language={language} />)
