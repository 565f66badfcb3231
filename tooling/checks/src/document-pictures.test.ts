import { expect, test } from 'vitest'
import { readDocuments, rootFiles } from './documents.ts'
import { unshownPictures, wordlessPictures } from './document-pictures.ts'

test('every picture of the guides is shown by one of them', () => {
  const pictures = rootFiles(['docs/**/*.{png,webp,svg}'])
  expect(unshownPictures(readDocuments(), pictures)).toStrictEqual([])
})

test('every picture of the documents says in words what is seen', () => {
  expect(wordlessPictures(readDocuments())).toStrictEqual([])
})

test('a picture is named from the folder of its page', () => {
  const documents = new Map([['docs/a/b.md', '![The list of all orders](../c/list.webp)']])
  expect(unshownPictures(documents, ['docs/c/list.webp', 'docs/c/old.webp'])).toStrictEqual([
    'docs/c/old.webp',
  ])
})

test('a picture without words is told with its line', () => {
  const documents = new Map([['a.md', '\n![List](list.webp)']])
  expect(wordlessPictures(documents)).toStrictEqual([
    {
      file: 'a.md',
      line: 2,
      message: 'shows list.webp without saying in 4 words or more what is seen',
    },
  ])
})
