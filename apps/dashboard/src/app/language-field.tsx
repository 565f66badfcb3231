import { SelectField } from '../ui/field.tsx'
import { languageIds, languages } from '../words/languages.ts'
import { useWords } from '../words/words-context.tsx'

export function LanguageField() {
  const { say, language, speak } = useWords()
  return (
    <SelectField
      label={say('user.language')}
      hidesLabel
      value={language}
      onChange={(event) => {
        const chosen = languageIds.find((id) => id === event.target.value)
        if (chosen !== undefined) void speak(chosen)
      }}
    >
      {languageIds.map((id) => (
        <option key={id} value={id} lang={id}>
          {languages[id]}
        </option>
      ))}
    </SelectField>
  )
}
