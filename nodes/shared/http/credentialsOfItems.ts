import isEqual from 'lodash/isEqual';
import range from 'lodash/range';
import pLimit from 'p-limit';
import type { IDataObject } from 'n8n-workflow';

import type { HttpContext } from './door';

/** Of so many items each one's credential is read, whatever it looks like. */
const ALWAYS_READ = 50;

/** Reading one is a look into the host's database and a decryption: about a millisecond. */
const READS_AT_ONCE = 10;

function property(value: unknown, name: string): unknown {
	return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function hasExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	if (typeof value !== 'object' || value === null) return false;
	return Object.values(value).some(hasExpression);
}

/**
 * Whether a field of the credential holds an expression, as it is stored: only then it can differ
 * between items. The host's own helper answers with the stored fields when it is asked for them raw; a
 * host that has no such helper is taken to have expressions.
 */
async function canDiffer(context: HttpContext, credentialType: string): Promise<boolean> {
	const additionalData = property(context, 'additionalData');
	const helper = property(additionalData, 'credentialsHelper');
	const getDecrypted = property(helper, 'getDecrypted');
	const reference = context.getNode().credentials?.[credentialType];
	if (typeof getDecrypted !== 'function' || reference === undefined) return true;
	const mode = property(context, 'mode');
	const [stored] = await Promise.allSettled([
		(async (): Promise<unknown> =>
			await Reflect.apply(getDecrypted, helper, [
				additionalData,
				reference,
				credentialType,
				mode,
				undefined,
				true,
			]))(),
	]);
	return stored?.status !== 'fulfilled' || hasExpression(stored.value);
}

/**
 * Reads the credential of every item, with the expressions in its fields resolved for it. Where none of
 * its fields holds an expression and there are many items, a few are read to see that they agree, and
 * one stands for all: ten thousand reads would take longer than the requests.
 *
 * @returns of an item, its credential, the same object where it is equal to the one before; undefined where it cannot be read
 * @throws what the host throws, where no item's can be read
 */
export async function credentialsOfItems(
	context: HttpContext,
	credentialType: string,
	itemCount: number,
): Promise<(itemIndex: number) => IDataObject | undefined> {
	const limit = pLimit(READS_AT_ONCE);
	const read = async (itemIndex: number): Promise<IDataObject> =>
		await limit(async () => await context.getCredentials(credentialType, itemIndex));
	const readAll = async (indexes: readonly number[]) => await Promise.allSettled(indexes.map(read));

	if (itemCount > ALWAYS_READ && !(await canDiffer(context, credentialType))) {
		const probes = await readAll([0, 1, 2, Math.floor(itemCount / 2), itemCount - 1]);
		const [first] = probes;
		if (first?.status === 'fulfilled') {
			const isSame = (probe: (typeof probes)[number]) =>
				probe.status === 'fulfilled' && isEqual(probe.value, first.value);
			if (probes.every(isSame)) return () => first.value;
		}
	}

	const all = await readAll(range(itemCount));
	const [first] = all;
	if (first?.status === 'rejected' && all.every(({ status }) => status === 'rejected')) {
		return await Promise.reject(first.reason);
	}
	let known: IDataObject | undefined;
	const credentials = all.map((found) => {
		if (found.status === 'rejected') return undefined;
		if (known === undefined || !isEqual(known, found.value)) known = found.value;
		return known;
	});
	return (itemIndex) => credentials[itemIndex];
}
