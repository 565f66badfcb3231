import { useWords } from '../../words/words-context.tsx'

/** What a field of a customer is called; one that nobody has words for is called as in the settings. */
export function useFieldName(): (field: string) => string {
  const { say, knows } = useWords()
  return (field) => {
    const key = `tillField.${field}`
    return knows(key) ? say(key) : field
  }
}
