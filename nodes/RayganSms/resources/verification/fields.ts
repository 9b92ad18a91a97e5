import type { INodeProperties } from 'n8n-workflow';

export const mobileField: INodeProperties = {
	displayName: 'To (Mobile Number)',
	name: 'mobile',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 0911 217 0848',
	description: 'The Iranian mobile number that receives the code, in any written form',
};

export const footerField: INodeProperties = {
	displayName: 'Footer',
	name: 'footer',
	type: 'string',
	default: '',
	placeholder: 'e.g. RayganSMS.com',
	description:
		'A text below the code, such as the name of your shop. It may be empty, but no number of 3 to 8 digits: Raygan SMS would send that as the code.',
};

export const codeMessageField: INodeProperties = {
	displayName: 'Message',
	name: 'message',
	type: 'string',
	typeOptions: { rows: 3 },
	required: true,
	default: '',
	placeholder: 'e.g. کد تایید شما: 21335',
	description:
		'The text with your own code in it, written as digits, or with {code} where the option Make a Code puts one. Raygan SMS finds the code there and keeps it for Check Code, so write no other digits. Sent exactly as written, 10 parts at most.',
};

export const checkedMobileField: INodeProperties = {
	...mobileField,
	displayName: 'Mobile Number',
	description: 'The Iranian mobile number that the code was sent to, in any written form',
};
