/** The tree of RFC 6962: known trees hash to what they must, every proof holds, and no other tree passes for it (A9). */
import { assert, integer, nat, property } from 'fast-check'
import { expect, test } from 'vitest'
import {
  addLeaf,
  consistencyRanges,
  emptyRoot,
  inclusionRanges,
  isConsistent,
  isIncluded,
  leafHash,
  leafText,
  nodeHash,
  rootOf,
  type Range,
} from '../../../shared/audit/merkle.ts'
import { hashBytes } from '../../../src-cloud/audit/chain-crypto.ts'

/** As section 2.1 defines it. */
function defined(leaves: readonly string[]): string {
  if (leaves.length === 0) return emptyRoot(hashBytes)
  if (leaves.length === 1) return leaves[0] ?? ''
  let k = 1
  while (k * 2 < leaves.length) k *= 2
  return nodeHash(hashBytes, defined(leaves.slice(0, k)), defined(leaves.slice(k)))
}
const leavesOf = (count: number, salt = '') =>
  Array.from({ length: count }, (_each, n) => leafHash(hashBytes, leafText(`w${salt}`, 1, n + 1, 'h')))
const hashesOf = (leaves: readonly string[], ranges: readonly Range[]) =>
  ranges.map(([from, to]) => defined(leaves.slice(from, to)))
const treeOf = (leaves: readonly string[]) => ({ size: leaves.length, root: defined(leaves) })

test('the vectors of the reference implementation of RFC 6962', () => {
  expect(emptyRoot(hashBytes)).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  expect(leafHash(hashBytes, '')).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d')
  // leaves "" and 00
  const second = hashBytes(Uint8Array.from([0, 0]))
  expect(nodeHash(hashBytes, leafHash(hashBytes, ''), second)).toBe(
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  )
})

test('the right edge is all that is needed to go on, and full subtrees come to be once', () => {
  const leaves = leavesOf(300)
  let edge: string[] = []
  const made = new Set<string>()
  for (const [size, leaf] of leaves.entries()) {
    expect(rootOf(hashBytes, edge)).toBe(defined(leaves.slice(0, size)))
    edge = addLeaf(hashBytes, edge, size, leaf, (level, index, hash) => {
      const width = 2 ** level
      expect(hash).toBe(defined(leaves.slice(index * width, (index + 1) * width)))
      made.add(`${level}/${index}`)
    })
  }
  expect([...made].filter((each) => each.startsWith('8/'))).toEqual(['8/0'])
})

test('every leaf is shown to be in every tree, and nowhere else', () => {
  const leaves = leavesOf(40)
  for (let size = 1; size <= leaves.length; size += 1) {
    const tree = treeOf(leaves.slice(0, size))
    for (let index = 0; index < size; index += 1) {
      const path = hashesOf(leaves, inclusionRanges(index, size))
      expect(isIncluded(hashBytes, leaves[index] ?? '', index, tree, path)).toBe(true)
      expect(isIncluded(hashBytes, leaves[(index + 1) % leaves.length] ?? '', index, tree, path)).toBe(false)
      expect(isIncluded(hashBytes, leaves[index] ?? '', index + 1, tree, path)).toBe(false)
      expect(isIncluded(hashBytes, leaves[index] ?? '', index, tree, [...path, tree.root])).toBe(false)
    }
  }
})

test('a tree that goes on is shown to; one that was written anew is not, wherever that was', () => {
  assert(
    property(integer({ min: 0, max: 70 }), integer({ min: 0, max: 70 }), nat(), (a, b, where) => {
      const [old, size] = [Math.min(a, b), Math.max(a, b)]
      const leaves = leavesOf(size)
      const was = treeOf(leaves.slice(0, old))
      const proof = hashesOf(leaves, consistencyRanges(old, size))
      expect(isConsistent(hashBytes, was, treeOf(leaves), proof)).toBe(true)
      if (old === 0) return
      const changed = leaves.with(where % old, leafHash(hashBytes, 'another'))
      const lie = hashesOf(changed, consistencyRanges(old, size))
      expect(isConsistent(hashBytes, was, treeOf(changed), lie)).toBe(false)
      expect(isConsistent(hashBytes, treeOf(leaves), was, proof)).toBe(old === size)
      expect(isConsistent(hashBytes, was, treeOf(leaves), proof.slice(1))).toBe(old === size)
    }),
    { numRuns: 300 },
  )
})
