import { SHARD_INDEX_OF_FIRE_AND_IDNA as INDEX } from './shard-index.fixture';
import { namesInShardIndex } from './shard-index';

describe('namesInShardIndex', () => {
  it("reads rattler's index", async () => {
    const names = await namesInShardIndex(INDEX);
    expect(names.sort()).toEqual(['fire', 'idna']);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a page of a login', Buffer.from('<html>')],
    ['half an index', INDEX.subarray(0, 80)],
  ])('refuses %s', async (_, file) => {
    await expect(namesInShardIndex(file)).rejects.toThrow();
  });
});
