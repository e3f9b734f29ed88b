# Orders of a small shop, taken by an API and told to whom it concerns

variable "stage" {
  type    = string
  default = "dev"
}

resource "aws_apigatewayv2_api" "orders" {
  name          = "orders-${var.stage}"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_stage" "orders" {
  api_id      = aws_apigatewayv2_api.orders.id
  name        = var.stage
  auto_deploy = true
}

resource "aws_apigatewayv2_integration" "take_order" {
  api_id                 = aws_apigatewayv2_api.orders.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.take_order.invoke_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "post" {
  api_id    = aws_apigatewayv2_api.orders.id
  route_key = "POST /orders"
  target    = "integrations/${aws_apigatewayv2_integration.take_order.id}"
}

resource "aws_lambda_permission" "api" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.take_order.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.orders.execution_arn}/*"
}

data "aws_iam_policy_document" "functions" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "take_order" {
  name               = "take-order-${var.stage}"
  assume_role_policy = data.aws_iam_policy_document.functions.json
}

data "aws_iam_policy_document" "take_order" {
  statement {
    actions   = ["dynamodb:PutItem", "dynamodb:UpdateItem"]
    resources = [aws_dynamodb_table.orders.arn]
  }
}

resource "aws_iam_role_policy" "take_order" {
  role   = aws_iam_role.take_order.id
  policy = data.aws_iam_policy_document.take_order.json
}

resource "aws_lambda_function" "take_order" {
  function_name = "take-order-${var.stage}"
  role          = aws_iam_role.take_order.arn
  runtime       = "python3.12"
  handler       = "orders.take"
  filename      = "orders.zip"
  memory_size   = 256
  timeout       = 10

  environment {
    variables = {
      TABLE = aws_dynamodb_table.orders.name
    }
  }
}

resource "aws_dynamodb_table" "orders" {
  name             = "orders-${var.stage}"
  billing_mode     = "PAY_PER_REQUEST"
  hash_key         = "id"
  stream_enabled   = true
  stream_view_type = "NEW_IMAGE"

  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_iam_role" "pack_order" {
  name               = "pack-order-${var.stage}"
  assume_role_policy = data.aws_iam_policy_document.functions.json
}

resource "aws_iam_role_policy" "pack_order" {
  role = aws_iam_role.pack_order.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:DescribeStream", "dynamodb:ListStreams"]
        Resource = aws_dynamodb_table.orders.stream_arn
      },
      {
        Effect   = "Allow"
        Action   = "s3:PutObject"
        Resource = "${aws_s3_bucket.slips.arn}/*"
      },
    ]
  })
}

resource "aws_lambda_function" "pack_order" {
  function_name = "pack-order-${var.stage}"
  role          = aws_iam_role.pack_order.arn
  runtime       = "python3.12"
  handler       = "orders.pack"
  filename      = "orders.zip"
  timeout       = 30

  environment {
    variables = {
      BUCKET = aws_s3_bucket.slips.bucket
    }
  }
}

resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn  = aws_dynamodb_table.orders.stream_arn
  function_name     = aws_lambda_function.pack_order.arn
  starting_position = "LATEST"

  destination_config {
    on_failure {
      destination_arn = aws_sqs_queue.not_packed.arn
    }
  }
}

resource "aws_sqs_queue" "not_packed" {
  name                      = "not-packed-${var.stage}"
  message_retention_seconds = 1209600
}

resource "aws_s3_bucket" "slips" {}
