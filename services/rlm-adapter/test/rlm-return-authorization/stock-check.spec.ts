import { describe, expect, it } from '@jest/globals';
import { at, BLACK_M, credited, line, receipt, refund, returnId } from '../support/returns.js';
import { announced, importAnswered, processed, received, refunded, type Story } from '../support/story.js';

const damaged = receipt([line(BLACK_M, 2, { condition: 'damaged', disposition: 'seconds' })]);
const moved = (quality: 'first' | 'second', quantity = 2) => [
  { sku: BLACK_M, barcode: null, warehouse: quality === 'first' ? '1' : '91', quality, quantity },
];
const importing = (story: Story = announced()): Story => story.when(processed('991'), refunded(refund()));
const open = (story: Story): string[] => Object.keys(story.state.tasks);
const NEVER_CAME = `stock-never-came:${returnId}:${BLACK_M}`;
const IN_SELLABLE = `seconds-in-sellable-stock:${returnId}:${BLACK_M}`;

describe('what RLM put into stock', () => {
  it('fits what the warehouse received: nothing to say', () => {
    const told = importing().when(received(receipt()), importAnswered(credited()));
    expect(told.told('TaskOpened')).toEqual([]);
  });

  it('never came: the shopper keeps the goods, and RLM has second-quality units that nobody has', () => {
    const told = importing().when(importAnswered(credited({ movements: moved('second') })));
    expect(told.told('TaskOpened')).toMatchObject([
      {
        taskId: NEVER_CAME,
        title: `RLM has 2 × ${BLACK_M} in second quality that never came`,
        values: { sku: BLACK_M, received: '0 first quality, 0 second quality' },
      },
    ]);
  });

  it('comes after all: the report closes by itself', () => {
    const told = importing().when(importAnswered(credited({ movements: moved('second') })));
    expect(told.when(received(damaged)).told('TaskClosed')).toMatchObject([{ taskId: NEVER_CAME }]);
  });

  it('came damaged and was restocked as sellable: reported, not corrected', () => {
    const told = importing()
      .when(received(damaged))
      .when(importAnswered(credited({ movements: moved('first') })));
    expect(told.told('TaskOpened')).toMatchObject([
      { taskId: IN_SELLABLE, title: `RLM has 2 × ${BLACK_M} of second quality in sellable stock` },
    ]);
    expect(told.told('InventoryRestocked')).toHaveLength(1);
  });

  it('came damaged and went to the seconds: as it should', () => {
    const told = importing().when(received(damaged), importAnswered(credited({ movements: moved('second') })));
    expect(told.told('TaskOpened')).toEqual([]);
  });

  it('was judged by a person: not asked again until the figures change', () => {
    const told = importing().when(importAnswered(credited({ movements: moved('second') })));
    const judged = told.when({
      ...{ kind: 'CloseTask', returnId, taskId: NEVER_CAME, by: 'Jo', reason: 'written off in RLM', at },
    });
    expect(judged.told('TaskClosed')).toMatchObject([{ how: 'Jo: written off in RLM' }]);
    const late = received(receipt([line(BLACK_M, 1, { condition: 'damaged', disposition: 'seconds' })]));
    expect(open(judged)).toEqual([]);
    expect(open(judged.when(late))).toContain(NEVER_CAME);
  });
});
