import { filesText, listText } from './words';

it.each([
  [['a'], 'a'],
  [['a', 'b'], 'a and b'],
  [['a', 'b', 'c'], 'a, b and c'],
  [['a', 'b', 'c', 'd', 'e'], 'a, b, c and 2 more'],
  [[], ''],
])('listText(%p)', (items, text) => expect(listText(items)).toBe(text));

it.each([
  [['a'], 'a'],
  [['a', 'b'], 'a and 1 other file'],
  [['a', 'b', 'c'], 'a and 2 other files'],
])('filesText(%p)', (files, text) => expect(filesText(files)).toBe(text));
