import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

const dropdowns = ({ properties }: INodeTypeDescription, name: string) =>
	properties.filter((property) => property.name === name);

const valuesOf = ({ options = [] }: INodeProperties) =>
	options.flatMap((option) => ('value' in option ? [String(option.value)] : []));

/** The values of all dropdowns of a name. */
export const optionValues = (description: INodeTypeDescription, name: string) =>
	dropdowns(description, name).flatMap(valuesOf);

/** What a node can do. */
export const operationsOf = (description: INodeTypeDescription) =>
	optionValues(description, 'resource').flatMap((resource) =>
		dropdowns(description, 'operation')
			.filter(({ displayOptions }) => displayOptions?.show?.resource?.includes(resource))
			.flatMap(valuesOf)
			.map((operation) => ({ resource, operation })),
	);
