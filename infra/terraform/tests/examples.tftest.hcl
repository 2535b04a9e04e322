# The calls in examples/ plan as they stand.

mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

run "the_smallest_call_makes_a_function" {
  command = plan

  module {
    source = "./examples/minimal"
  }

  variables {
    image_tag = "1.0.0"
  }

  assert {
    condition     = output.limn.uploads_bucket == "limn-uploads-123456789012-eu-central-1" && output.limn.address == null
    error_message = "Buckets, a queue and a function; no address."
  }

  assert {
    condition     = output.limn.image == "${output.limn.repository_url}:1.0.0"
    error_message = "The image comes from the repository that is made along."
  }
}

run "the_production_call_makes_a_service" {
  command = plan

  module {
    source = "./examples/production"
  }

  variables {
    image_tag = "1.0.0"
    network = {
      vpc_id                   = "vpc-0123456789abcdef0"
      load_balancer_subnet_ids = ["subnet-00000000000000001", "subnet-00000000000000002"]
      task_subnet_ids          = ["subnet-00000000000000003", "subnet-00000000000000004"]
    }
    certificate_arn  = "arn:aws:acm:eu-central-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"
    alarm_topic_arn  = "arn:aws:sns:eu-central-1:123456789012:on-call"
    event_secret_arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:limn-abcdef"
    api_keys         = { studio = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:limn-studio-abcdef" }
    ingress_cidrs    = ["203.0.113.0/24"]
  }

  assert {
    condition     = startswith(output.limn.address, "https://") && length(output.limn.alarms) == 5
    error_message = "A load balancer with TLS, and all alarms."
  }
}
