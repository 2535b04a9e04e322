output "uploads_bucket" {
  description = "Bucket to upload frames to."
  value       = aws_s3_bucket.frames["uploads"].bucket
}

output "results_bucket" {
  description = "Bucket with the results."
  value       = aws_s3_bucket.frames["results"].bucket
}

output "queue_url" {
  description = "Queue that the uploads bucket writes to."
  value       = aws_sqs_queue.frames.url
}

output "dead_letters_url" {
  description = "Queue with the messages of frames that failed again and again."
  value       = aws_sqs_queue.dead_letters.url
}

output "repository_url" {
  description = "Where to push the image; null where image_repository names another place."
  value       = one(aws_ecr_repository.limn[*].repository_url)
}

output "image" {
  description = "The image that runs; null for pods."
  value       = local.image
}

output "address" {
  description = "Where HTTP is answered: the load balancer's or the function's address; null for a function without one, and for pods."
  value = local.ecs ? "${var.certificate_arn == null ? "http" : "https"}://${aws_lb.limn[0].dns_name}" : one(
    aws_lambda_function_url.limn[*].function_url
  )
}

output "work_role_arn" {
  description = "Role that Limn works with, for what else it should be allowed to do."
  value       = aws_iam_role.work.arn
}

output "log_group" {
  description = "Log group of the service or function; null for pods."
  value       = one(aws_cloudwatch_log_group.limn[*].name)
}

output "dashboard" {
  description = "Name of the CloudWatch dashboard."
  value       = aws_cloudwatch_dashboard.limn.dashboard_name
}

output "alarms" {
  description = "Names of the alarms; docs/deploy.md has an entry for each."
  value = concat(
    [
      aws_cloudwatch_metric_alarm.dead_letters.alarm_name,
      aws_cloudwatch_metric_alarm.oldest_message.alarm_name,
      aws_cloudwatch_metric_alarm.redeliveries.alarm_name,
    ],
    values(aws_cloudwatch_metric_alarm.errors)[*].alarm_name,
    aws_cloudwatch_metric_alarm.unhealthy[*].alarm_name,
    aws_cloudwatch_metric_alarm.throttled[*].alarm_name,
  )
}

output "security_group_id" {
  description = "Security group of the tasks, for endpoints that should let them in; null for a function and for pods."
  value       = one(aws_security_group.task[*].id)
}

output "pod_settings" {
  description = "What the pods' environment needs, for the overlay's limn.env; null for a service or function."
  value       = local.pods ? local.settings : null
}
