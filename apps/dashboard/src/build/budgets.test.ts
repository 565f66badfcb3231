import { expect, test } from 'vitest'
import { budgetProblems, shareBudgets, startBudgets } from './budgets.ts'

const html =
  '<script src="/assets/a.js"></script><link href="/assets/b.js"><link href="/assets/c.css">'

test('what the start loads is summed up, and what it does not load is not', () => {
  const sizes = new Map([
    ['/assets/a.js', 100 * 1024],
    ['/assets/b.js', 50 * 1024],
    ['/assets/c.css', 10 * 1024],
    ['/assets/later.js', 900 * 1024],
  ])
  expect(budgetProblems(startBudgets, html, sizes)).toStrictEqual({
    problems: [],
    text: 'scripts: 150.0 KiB of 200.0 KiB, styles: 10.0 KiB of 25.0 KiB',
  })
})

test('a start that is too heavy, and one in which nothing is found, fail', () => {
  const heavy = new Map([
    ['/assets/a.js', 201 * 1024],
    ['/assets/c.css', 1024],
  ])
  expect(budgetProblems(startBudgets, html, heavy).problems).toStrictEqual([
    'The scripts of the start are 201.0 KiB, and may be 200.0 KiB at the most.',
  ])
  expect(budgetProblems(startBudgets, '', new Map()).problems).toHaveLength(2)
})

test('the page of a link may load less than the page for those who sign in', () => {
  const sizes = new Map([
    ['/assets/a.js', 91 * 1024],
    ['/assets/c.css', 1024],
  ])
  expect(budgetProblems(startBudgets, html, sizes).problems).toStrictEqual([])
  expect(budgetProblems(shareBudgets, html, sizes).problems).toStrictEqual([
    'The scripts of the start are 91.0 KiB, and may be 90.0 KiB at the most.',
  ])
})
