import { refusal } from '../faults/faults';
import type { Checked } from '../faults/faults';
import type {
	Definition,
	ItemCall,
	ItemResult,
	Operation,
	RequestParameters,
} from '../operations/operation';
import { readItems } from '../operations/operation';
import type { NumberPlan } from '../sms/phoneNumber';
import { parsePhoneNumber } from '../sms/phoneNumber';
import { plainCode } from '../sms/typedCode';
import type { Sign } from './signature';
import type { TryLimits } from './tries';
import { tryCounter } from './tries';
import type { TokenVerdict } from './verificationToken';
import { checkToken, triesPrint } from './verificationToken';

interface CheckParameters extends RequestParameters {
	readonly code: string;
	readonly verificationToken: string;
	readonly options: RequestParameters['options'] & TryLimits;
}

interface CheckDefinition<Parameters extends CheckParameters> extends Definition<Parameters> {
	/** How numbers are read that have no country code. */
	readonly plan: NumberPlan;
	/** The number that the code was sent to, as it was written. */
	recipientOf(parameters: Parameters): string;
	/** What to do with a token that was not made with this credential. */
	readonly mend: string;
}

/** An item whose token is genuine, compared and not yet counted. */
interface Compared {
	/** E.164 */
	readonly recipient: string;
	readonly verdict: TokenVerdict;
	readonly print: string;
	readonly limits: TryLimits;
}

function compare<Parameters extends CheckParameters>(
	{ plan, mend, recipientOf }: CheckDefinition<Parameters>,
	{ parameters, client }: ItemCall<{ readonly sign: Sign }, Parameters>,
): Checked<Compared> {
	const { code, verificationToken, options } = parameters;
	const number = parsePhoneNumber(recipientOf(parameters), plan);
	if (!number.ok) {
		const meaning = `${number.input} ${number.reason}`;
		return refusal(meaning, 'Correct the mobile number');
	}
	const { sign } = client;
	const recipient = number.e164;
	const typed = { recipient, code: plainCode(code) };
	const verdict = checkToken(sign, verificationToken, typed, Date.now());
	if (verdict === undefined) {
		const meaning = 'The verification token was changed, or was not made with this credential';
		return refusal(meaning, mend);
	}
	const print = triesPrint(sign, verificationToken);
	return { ok: true, value: { recipient, verdict, print, limits: options } };
}

/**
 * An operation that compares typed codes with the tokens of sent ones, without a request. Each comparison
 * counts as a try of its token; a code of another number, or one whose time is over, is not compared. In
 * stop mode nothing is counted where an item cannot be checked: the node would be run again as a whole,
 * and tokens that were valid the first time would be used.
 */
export function tokenCheck<
	Client extends { readonly sign: Sign },
	Parameters extends CheckParameters,
>(definition: CheckDefinition<Parameters>): Operation<Client> {
	return {
		option: definition.option,
		fields: definition.fields,
		leavesBySecond: ({ valid }) => valid !== true,
		async *results(call) {
			const { context, provider } = call;
			const reads = await readItems<Client, Parameters>(definition, call);
			const compared = reads.map((read) => (read.ok ? compare(definition, read.value) : read));
			const stops = !context.continueOnFail() && compared.some(({ ok }) => !ok);
			const count = tryCounter(context, provider);

			async function resultOf(item: Checked<Compared>): Promise<ItemResult> {
				if (!item.ok) return item;
				const { recipient, verdict, print, limits } = item.value;
				const isCompared = verdict === 'valid' || verdict === 'wrong';
				const counted = isCompared
					? await count(print, verdict === 'valid', limits)
					: ({ ok: true, value: verdict } as const);
				if (!counted.ok) return counted;
				const json = { recipient, valid: counted.value === 'valid', verdict: counted.value };
				return { ok: true, rows: [{ json }] };
			}

			for (const [itemIndex, item] of compared.entries()) {
				if (stops && item.ok) continue;
				yield { itemIndex, result: await resultOf(item) };
			}
		},
	};
}
