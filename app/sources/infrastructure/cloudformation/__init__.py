"""CloudFormation, SAM and what the CDK writes → a stack: data only, nothing is run and nothing fetched."""
