/** Where the words of a title are that the host says in English: `Net sales by day` is `widget.netSalesByDay`. */
export function widgetTitleKey(title: string): string {
  const [first = '', ...rest] = title.toLowerCase().split(/[^a-z]+/u)
  return `widgetTitle.${first}${rest.map(capital).join('')}`
}

function capital(word: string): string {
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`
}
