import type { PlacedMessage, Results } from '../../../../nodes/shared/sending/message';
import { planBatches } from '../../../../nodes/shared/sending/plan';
import { accepted, message, slotOf, unknown } from './messages';

const LIMITS = { itemsPerRequest: 100, recipientsPerRequest: 100 };
const withId = (item: number, ownId: string): PlacedMessage => ({ ...message(item), ownId });

/** Plans one message an item; answers the ids that would go and the items that are refused. */
function plan(own: readonly PlacedMessage[], results: Results = new Map()) {
	const slots = own.map((sent) => slotOf([sent]));
	const { batches } = planBatches(slots, LIMITS, results);
	return {
		goes: batches.flat().map(({ item }) => item),
		refused: own.filter((sent) => results.get(sent)?.ok === false).map(({ item }) => item),
	};
}

test('of two messages with one id the second is refused', () => {
	expect(plan([withId(0, '5'), withId(1, '5'), withId(2, '6')])).toEqual({
		goes: [0, 2],
		refused: [1],
	});
});

test('messages without an id may be many', () => {
	expect(plan([message(0), message(1)]).goes).toEqual([0, 1]);
});

describe('on a retry', () => {
	test('what went out keeps its result, and the id that it bears is not given again', () => {
		const own = [withId(0, '5'), withId(1, '5')];
		const sent = withId(2, '5');
		const results: Results = new Map([[sent, accepted()]]);
		expect(plan([...own, sent], results)).toEqual({ goes: [], refused: [0, 1] });
		expect(results.get(sent)).toEqual(accepted());
	});

	test.each([
		['accepted', accepted()],
		['of unknown outcome', unknown],
	])('two that are %s keep their results, though their ids were made equal since', (_, known) => {
		const own = [withId(0, '5'), withId(1, '5')];
		const results: Results = new Map(own.map((sent) => [sent, known]));
		plan(own, results);
		expect(own.map((sent) => results.get(sent))).toEqual([known, known]);
	});
});
