const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

/** What a page of somebody else shows a shared dashboard with. */
export function frameSnippet(url: string, title: string): string {
  return `<iframe src="${escaped(url)}" title="${escaped(title)}" width="100%" height="800" style="border: 0" loading="lazy"></iframe>`
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/gu, (each) => entities[each] ?? each)
}
