import './styles.css'
import { createRoot } from 'react-dom/client'
import { Page } from './app/page.tsx'
import { applyTheme, keptTheme } from './theme/theme.ts'
import { keptLanguage } from './words/kept-language.ts'
import { loadMessages } from './words/messages.ts'

const place = document.getElementById('page')
if (place === null) throw new Error('The page has no place for its content.')

applyTheme(keptTheme())
const language = keptLanguage()
const messages = await loadMessages(language)
createRoot(place, {
  // Nothing of the page is left then: whoever looks at it is told what helps.
  onUncaughtError(error) {
    console.error(error)
    const text = document.createElement('p')
    text.setAttribute('role', 'alert')
    text.className = 'mx-auto max-w-md p-8'
    text.textContent = messages['error.crashed']
    document.body.replaceChildren(text)
  },
}).render(<Page start={{ language, messages }} />)
