import { z } from 'zod';

/** Property names are in lower case here, see `RayganCall.body`. Unknown ones are dropped. */

const text = z.union([z.string(), z.number()]).transform(String);
const filled = text.refine((value) => value.trim() !== '');

/** `09…`, `989…` or `9…`; the samples of the document also have numbers of one digit less. */
const mobile = text.refine((value) => /^(0|98)?9\d{8,9}$/.test(value));

const userGroupId = text.nullish().transform((value) => value ?? undefined);
const timestamp = z.union([z.string(), z.number()]);

export const sendMessageBody = z.object({
	phonenumber: filled,
	message: filled,
	mobiles: z.array(mobile).min(1),
	usergroupid: userGroupId,
	senddateintimestamp: timestamp.nullish(),
});

/** A string in the request, an int in the reply. */
const ownId = text.refine((value) => /^\d+$/.test(value) && Number(value) <= 2_147_483_647);

export const correspondingBody = z.object({
	phonenumber: filled,
	usergroupid: userGroupId,
	recipientsmessage: z.array(z.object({ id: ownId, message: filled, mobile })).min(1),
});

export const portBody = correspondingBody.extend({
	recieveportnumber: text,
	sendportnumber: text,
});

export const autoCodeBody = z.object({ mobile, footer: text.nullish() });
export const codeBody = z.object({ mobile, message: filled });
export const checkCodeBody = z.object({ mobile, code: text });

export const groupStatusBody = z.object({ groupmessageid: filled });
export const correspondingStatusBody = z.object({ messageid: z.array(text).min(1) });
export const groupIdBody = z.object({ groupid: filled });

export const receiveBody = z.object({
	phonenumber: filled,
	startdate: timestamp,
	enddate: timestamp,
	page: text,
});

export const whiteListBody = z.object({ mobileslist: z.array(text).min(1) });

/** .NET reads a GUID in either case, with dashes or without; clients send it with them. */
const guid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);

const tokenShape = Object.fromEntries(
	Array.from({ length: 9 }, (_, index) => [`token${index + 1}`, z.string().optional()]),
);

/** By `token1` … `token9` */
export type Tokens = Readonly<Record<string, string | undefined>>;

/** Takes the tokens out of a body whose other properties are all described. */
function withTokens<Shape extends z.ZodRawShape>(shape: Shape) {
	const names = new Set([...Object.keys(shape), ...Object.keys(tokenShape)]);
	return z
		.object({})
		.passthrough()
		.refine((body) => Object.keys(body).every((name) => names.has(name)))
		.pipe(
			z.intersection(
				z.object(shape),
				z.object(tokenShape).transform((tokens: Tokens) => ({ tokens })),
			),
		);
}

const patternShape = { accesshash: guid, patternid: guid };

export const patternBody = withTokens({
	...patternShape,
	phonenumber: filled,
	mobiles: z.array(z.string().regex(/^09\d{9}$/)).min(1),
	usergroupid: z.string().min(1),
	senddateintimestamp: z.number().int(),
});

export const patternCodeForm = withTokens({
	...patternShape,
	mobile: z.string().regex(/^09\d{9}$/),
});
