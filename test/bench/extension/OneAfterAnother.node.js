/**
 * What n8n's own SMS nodes do, on any address: an item a request, each after the answer to the one before.
 * Takes the parameters of n8n's HTTP Request node. n8n loads it by N8N_CUSTOM_EXTENSIONS.
 */
class OneAfterAnother {
	description = {
		displayName: 'One After Another',
		name: 'oneAfterAnother',
		group: ['output'],
		version: 1,
		description: 'Sends an item a request, one after another',
		defaults: { name: 'One After Another' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: ['rayganSmsApi', 'turkeySmsApi'].map((name) => ({ name })),
		properties: ['url', 'jsonBody', 'nodeCredentialType'].map((name) => ({
			displayName: name,
			name,
			type: 'string',
			default: '',
		})),
	};

	async execute() {
		const answers = [];
		for (const index of this.getInputData().keys()) {
			answers.push(
				await this.helpers.httpRequestWithAuthentication.call(
					this,
					this.getNodeParameter('nodeCredentialType', index),
					{
						method: 'POST',
						url: this.getNodeParameter('url', index),
						body: this.getNodeParameter('jsonBody', index),
						json: true,
					},
				),
			);
		}
		return [this.helpers.returnJsonArray(answers)];
	}
}

module.exports = { OneAfterAnother };
