import type { Widget } from '../../api/answers.ts'
import { useWords } from '../../words/words-context.tsx'
import { widgetTitleKey } from './widget-title-key.ts'

/** What a widget is called: those that are there anyway in the language of whoever looks. */
export function useWidgetTitle(): (widget: Pick<Widget, 'title'>) => string {
  const { say, knows } = useWords()
  return ({ title }) => {
    const key = widgetTitleKey(title)
    return knows(key) ? say(key) : title
  }
}
