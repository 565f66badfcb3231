import '../styles.css'
import { createRoot } from 'react-dom/client'
import { applyTheme } from '../theme/theme.ts'
import { loadLinkMessages, type Messages } from '../words/messages.ts'
import { WordsProvider } from '../words/words-context.tsx'
import { shareAddress } from './share-address.ts'
import { SharePage } from './share-page.tsx'

const place = document.getElementById('page')
if (place === null) throw new Error('The page has no place for its content.')

const { token, theme, language } = shareAddress(window.location, navigator.languages)
applyTheme(theme)
// Of the words of all pages those that this one says.
const messages = (await loadLinkMessages(language)) as Messages
createRoot(place).render(
  <WordsProvider start={{ language, messages }}>
    <SharePage token={token} />
  </WordsProvider>,
)
