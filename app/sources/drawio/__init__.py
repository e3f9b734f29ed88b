"""draw.io's drawings → source graphs: https://www.drawio.com/doc/faq/diagram-source-edit."""
