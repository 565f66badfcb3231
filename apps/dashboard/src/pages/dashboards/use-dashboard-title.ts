import { useWords } from '../../words/words-context.tsx'

/** The title of a dashboard: of those that are there anyway in the language of whoever looks, of one's own as it was written. */
export function useDashboardTitle() {
  const { say, knows } = useWords()
  return ({
    id,
    title,
    origin,
  }: {
    readonly id: string
    readonly title: string
    readonly origin: string
  }): string => {
    const key = `template.${id}`
    return origin === 'template' && knows(key) ? say(key) : title
  }
}
