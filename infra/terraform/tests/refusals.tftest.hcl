# What can't work, or should not, is refused before anything is made.

mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

variables {
  image_tag = "1.0.0"
}

run "each_wrong_value_is_named" {
  command = plan

  variables {
    image_tag            = "latest"
    uploads_bucket       = "frames"
    results_bucket       = "frames"
    name                 = "Limn"
    compute              = "ec2"
    internet_facing      = true
    ingress_cidrs        = ["everybody"]
    cors_allowed_origins = ["*"]
    environment          = { LIMN_EVENT_SECRET = "secret" }
    task_memory          = 3000
    log_retention_days   = 31
    max_receive_count    = 1
    function_url         = "OPEN"
    quiet_hours          = { begin = "20:00", end = "6:00" }
    max_tasks            = 0
    notification_filters = []
    catch_up_every       = "30"
    vpc_cidr             = "10.0.0.0/8"
  }

  expect_failures = [
    var.image_tag, var.results_bucket,
    var.name, var.compute, var.internet_facing, var.ingress_cidrs, var.cors_allowed_origins, var.environment, var.task_memory,
    var.log_retention_days, var.max_receive_count, var.function_url, var.quiet_hours, var.max_tasks, var.notification_filters,
    var.catch_up_every, var.vpc_cidr,
  ]
}

run "a_public_address_without_keys" {
  command = plan

  variables {
    internet_facing = true
    certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"
    ingress_cidrs   = ["0.0.0.0/0"]
  }

  expect_failures = [var.internet_facing, var.ingress_cidrs]
}

run "a_function_for_everybody_without_keys" {
  command = plan

  variables {
    compute      = "lambda"
    function_url = "PUBLIC"
  }

  expect_failures = [var.function_url]
}

run "a_key_in_the_place_of_its_hash" {
  command = plan

  variables {
    api_keys = { studio = "limn_the-key-itself" }
  }

  expect_failures = [var.api_keys]
}
