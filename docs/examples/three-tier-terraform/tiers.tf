resource "aws_security_group" "balancer" {
  description = "From anywhere to the load balancer"
  vpc_id      = aws_vpc.shop.id

  ingress {
    protocol    = "tcp"
    from_port   = 80
    to_port     = 80
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "app" {
  description = "From the load balancer to the servers"
  vpc_id      = aws_vpc.shop.id

  ingress {
    protocol        = "tcp"
    from_port       = 8080
    to_port         = 8080
    security_groups = [aws_security_group.balancer.id]
  }
}

resource "aws_security_group" "data" {
  description = "From the servers to the database"
  vpc_id      = aws_vpc.shop.id

  ingress {
    protocol        = "tcp"
    from_port       = 5432
    to_port         = 5432
    security_groups = [aws_security_group.app.id]
  }
}

resource "aws_lb" "shop" {
  load_balancer_type = "application"
  subnets            = aws_subnet.public[*].id
  security_groups    = [aws_security_group.balancer.id]
}

resource "aws_lb_target_group" "servers" {
  vpc_id   = aws_vpc.shop.id
  port     = 8080
  protocol = "HTTP"

  health_check {
    path = "/health"
  }
}

resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.shop.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.servers.arn
  }
}

data "aws_ssm_parameter" "image" {
  name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
}

data "aws_iam_policy_document" "servers" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "files" {
  statement {
    actions   = ["s3:GetObject", "s3:ListBucket"]
    resources = [aws_s3_bucket.files.arn, "${aws_s3_bucket.files.arn}/*"]
  }
}

resource "aws_iam_role" "app" {
  assume_role_policy = data.aws_iam_policy_document.servers.json
}

resource "aws_iam_role_policy" "files" {
  role   = aws_iam_role.app.id
  policy = data.aws_iam_policy_document.files.json
}

resource "aws_iam_instance_profile" "app" {
  role = aws_iam_role.app.name
}

resource "aws_launch_template" "app" {
  image_id               = data.aws_ssm_parameter.image.value
  instance_type          = "t3.small"
  vpc_security_group_ids = [aws_security_group.app.id]

  iam_instance_profile {
    arn = aws_iam_instance_profile.app.arn
  }
}

resource "aws_autoscaling_group" "app" {
  min_size            = 2
  max_size            = 6
  vpc_zone_identifier = aws_subnet.app[*].id
  target_group_arns   = [aws_lb_target_group.servers.arn]

  launch_template {
    id      = aws_launch_template.app.id
    version = aws_launch_template.app.latest_version
  }
}

resource "aws_db_subnet_group" "data" {
  subnet_ids = aws_subnet.data[*].id
}

resource "aws_db_instance" "shop" {
  engine                      = "postgres"
  instance_class              = "db.t4g.medium"
  allocated_storage           = 50
  multi_az                    = true
  storage_encrypted           = true
  username                    = "shop"
  manage_master_user_password = true
  db_subnet_group_name        = aws_db_subnet_group.data.name
  vpc_security_group_ids      = [aws_security_group.data.id]
}

resource "aws_s3_bucket" "files" {}
