import './styles.css'
import { createRoot } from 'react-dom/client'
import { Page } from './app/page.tsx'
import { applyTheme, keptTheme } from './theme/theme.ts'
import { keptLanguage } from './words/kept-language.ts'
import { loadMessages } from './words/messages.ts'
import english from './words/messages/en.json' with { type: 'json' }
import linkEnglish from './words/messages/links/en.json' with { type: 'json' }

const place = document.getElementById('page')
if (place === null) throw new Error('The page has no place for its content.')

applyTheme(keptTheme())
const language = keptLanguage()
// English comes with the page; whoever reads another language waits for it once.
const messages = language === 'en' ? { ...linkEnglish, ...english } : await loadMessages(language)
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
